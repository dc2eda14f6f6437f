import { TestBed } from '@angular/core/testing';
import { PathChip } from './path-chip';

describe('PathChip', () => {
  it.each([
    ['direct', 'Direct, encrypted'],
    ['relayed', 'Relayed, encrypted'],
  ] as const)('names a %s way', (path, text) => {
    const fixture = TestBed.createComponent(PathChip);
    fixture.componentRef.setInput('path', path);
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent.trim()).toBe(text);
    expect(fixture.nativeElement.dataset.path).toBe(path);
  });
});
