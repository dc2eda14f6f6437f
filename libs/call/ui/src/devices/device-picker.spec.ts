import { TestBed } from '@angular/core/testing';
import { DevicePicker } from './device-picker';

describe('DevicePicker', () => {
  function show(chosen: string) {
    const fixture = TestBed.createComponent(DevicePicker);
    const picked: string[] = [];
    fixture.componentInstance.picked.subscribe((id) => picked.push(id));
    fixture.componentRef.setInput('label', 'Camera');
    fixture.componentRef.setInput('chosen', chosen);
    fixture.componentRef.setInput('choices', [
      { id: 'front', label: 'Front camera' },
      { id: 'back', label: '' },
    ]);
    fixture.detectChanges();
    return {
      picked,
      picker: fixture.componentInstance,
      select: fixture.nativeElement.querySelector('select') as HTMLSelectElement,
    };
  }

  it('shows the device in use, and numbers those without a label', () => {
    const { select } = show('back');
    expect(select.value).toBe('back');
    expect([...select.options].map(({ text }) => text.trim())).toEqual(['Front camera', 'Camera 2']);
    expect(select.labels?.[0].textContent).toContain('Camera');
  });

  it('tells which one was picked', () => {
    const { picked, select } = show('front');
    select.value = 'back';
    select.dispatchEvent(new Event('change'));
    expect(picked).toEqual(['back']);
  });
  it('goes back to the device in use where the one that was picked can not be had', () => {
    const { picker, select } = show('front');
    select.value = 'back';
    picker.showChosen();
    expect(select.value).toBe('front');
  });
});
