import { TestBed } from '@angular/core/testing';
import { LevelMeter } from './level-meter';

describe('LevelMeter', () => {
  it('shows a level as bars, and as a percentage for who does not see them', () => {
    const fixture = TestBed.createComponent(LevelMeter);
    const heights = () =>
      [...(fixture.nativeElement as HTMLElement).querySelectorAll('i')].map(({ style }) => parseFloat(style.height));
    fixture.componentRef.setInput('level', 0);
    fixture.detectChanges();
    expect(new Set(heights())).toEqual(new Set([20]));
    fixture.componentRef.setInput('level', 0.624);
    fixture.detectChanges();
    expect(Math.max(...heights())).toBeCloseTo(20 + 80 * 0.624);
    expect(fixture.nativeElement.getAttribute('aria-valuenow')).toBe('62');
  });
});
