import { TestBed } from '@angular/core/testing';
import { QrCode } from './qr-code';

describe('QrCode', () => {
  it('draws the text as one path within its border', async () => {
    const fixture = TestBed.createComponent(QrCode);
    fixture.componentRef.setInput('text', 'https://talk.example.org/r/abcdefghijklmnopqrstuv');
    fixture.detectChanges();
    await fixture.whenStable();
    const drawing: SVGElement = fixture.nativeElement.querySelector('svg');
    expect(drawing.getAttribute('aria-label')).toBe('QR code of the link');
    const size = Number(drawing.getAttribute('viewBox')?.split(' ')[2]);
    expect(size).toBe(29 + 4 + 4); // version 4 holds this text with correction level M; a border of 2 on each side
    const path = drawing.querySelector('path')?.getAttribute('d') ?? '';
    expect(path).toMatch(/^M2 2h7v1h-7z/); // the upper edge of the first finder pattern
  });
});
