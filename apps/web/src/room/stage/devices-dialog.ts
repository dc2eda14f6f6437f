import { ChangeDetectorRef, Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { CallStore } from '@holdfast/call-angular';
import { DeviceProblems } from '@holdfast/call-ui';
import { DevicePickers } from '../device-pickers';
import { RelayChoice } from '../relay-choice';
import { stageTexts } from './stage-texts';

/** The devices, during a call: what can be picked, and what is wrong with them. The browser's own modal dialog. */
@Component({
  selector: 'app-devices-dialog',
  imports: [DevicePickers, DeviceProblems, RelayChoice],
  template: `
    <dialog #dialog aria-labelledby="devices-heading" (close)="opened.set(dialog.open)">
      @if (opened()) {
        <h2 id="devices-heading">{{ texts.settings }}</h2>
        <call-device-problems
          [microphone]="store.microphone()"
          [camera]="store.camera()"
          (askedAgain)="store.retry($event)"
        />
        <app-device-pickers />
        <app-relay-choice />
        <button type="button" class="button quiet" (click)="dialog.close()">{{ texts.done }}</button>
      }
    </dialog>
  `,
  styles: `
    dialog {
      width: min(28rem, calc(100% - 2rem));
      max-height: calc(100dvh - 2rem);
      margin: auto;
      padding: clamp(1.1rem, 3vw, 1.75rem);
      border: 1px solid var(--line);
      border-radius: var(--round-l);
      background: var(--surface);
      color: var(--ink);
    }
    dialog[open] {
      display: grid;
      gap: 1rem;
    }
    call-device-problems:not(:has(*)) {
      margin-top: -1rem;
    }
    dialog::backdrop {
      background: rgb(8 13 11 / 0.6);
    }
    h2 {
      font-size: var(--step-1);
    }
    @media (max-width: 52rem) {
      dialog {
        margin: auto auto max(1rem, env(safe-area-inset-bottom));
      }
    }
  `,
})
export class DevicesDialog {
  protected readonly store = inject(CallStore);
  protected readonly texts = stageTexts;
  private readonly changes = inject(ChangeDetectorRef);
  /** What is in it is made when it opens: there is no time for it while a call begins. */
  protected readonly opened = signal(false);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  open(): void {
    const { nativeElement } = this.dialog();
    if (nativeElement.open) return;
    this.opened.set(true);
    this.changes.detectChanges(); // the browser looks for what to focus when the dialog opens
    nativeElement.showModal();
  }
}
