import { Component, ElementRef, inject, input, output, viewChild } from '@angular/core';
import type { DeviceChoice } from '@holdfast/call-engine';
import { CallTexts } from '../call-texts';

/** Picks one device of a kind. */
@Component({
  selector: 'call-device-picker',
  template: `
    <label class="field">
      {{ label() }}
      <select #select (change)="picked.emit(select.value)">
        @for (choice of choices(); track choice.id) {
          <option [value]="choice.id" [selected]="choice.id === chosen()">
            {{ choice.label || texts.unnamedDevice(label(), $index + 1) }}
          </option>
        }
      </select>
    </label>
  `,
  host: { style: 'display: block' },
})
export class DevicePicker {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly DeviceChoice[]>();
  /** The id of the device in use; empty where the browser decides. */
  readonly chosen = input.required<string>();
  readonly picked = output<string>();

  protected readonly texts = inject(CallTexts);
  private readonly select = viewChild.required<ElementRef<HTMLSelectElement>>('select');

  /** Shows the device in use again. Call it when a pick was answered: one that can't be had leaves `chosen` as it is. */
  showChosen(): void {
    const inUse = this.choices().findIndex(({ id }) => id === this.chosen());
    this.select().nativeElement.selectedIndex = Math.max(0, inUse);
  }
}
