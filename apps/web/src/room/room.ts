import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { CallStore, provideCall } from '@holdfast/call-angular';
import type { CallState } from '@holdfast/call-engine';
import { isRoomId, type RefusalBody } from '@holdfast/protocol';
import { Elsewhere } from './elsewhere/elsewhere';
import { Ended } from './ended/ended';
import { Lobby } from './lobby/lobby';
import { Refused } from './refused/refused';
import { NOT_A_ROOM } from './refused/refused-texts';
import { Stage } from './stage/stage';

/** The pages of a room. */
type View = 'lobby' | 'call' | 'elsewhere' | 'refused' | 'ended';

/** What a room's page shows. */
interface Shown {
  readonly view: View;
  /** Why the server said no, also while it is asked again. */
  readonly refusal: RefusalBody | null;
  /** Whether the person was in the call and has not left it: who is refused then is told what happened. */
  readonly returning: boolean;
}

/**
 * A join is waited for where it was asked for, unless it is all but certain: then the call is drawn while the server answers, for which there
 * is no time once it has. A join that nobody asked for is the return of a reload: it is waited for in the call too.
 */
function shownAfter(state: CallState, before: Shown | null): Shown {
  switch (state.phase) {
    case 'idle':
      return { view: 'lobby', refusal: null, returning: false };
    case 'joining':
      if (state.offered) return { view: 'call', refusal: null, returning: false };
      return before ?? { view: 'call', refusal: null, returning: true };
    case 'joined':
      return { view: 'call', refusal: null, returning: true };
    case 'refused':
      return { view: 'refused', refusal: state.refusal, returning: before?.returning ?? false };
    default:
      return { view: state.phase, refusal: null, returning: false };
  }
}

/** A room, from its lobby to the end of the call and back. */
@Component({
  selector: 'app-room',
  imports: [Elsewhere, Ended, Lobby, Refused, Stage],
  providers: [provideCall({ pulseWorker: '/pulse-worker.js' })],
  template: `
    @if (!isRoom()) {
      <app-refused [refusal]="notARoom" />
    } @else if (shown(); as shown) {
      @switch (shown.view) {
        @case ('lobby') {
          <app-lobby [room]="room()" />
        }
        @case ('call') {
          <app-stage [room]="room()" />
        }
        @case ('elsewhere') {
          <app-elsewhere />
        }
        @case ('ended') {
          <app-ended />
        }
        @case ('refused') {
          @if (shown.refusal; as refusal) {
            <app-refused [refusal]="refusal" [returning]="shown.returning" />
          }
        }
      }
    }
  `,
})
export class Room {
  /** The id in the address. */
  readonly room = input.required<string>();

  private readonly store = inject(CallStore);
  protected readonly notARoom = NOT_A_ROOM;
  protected readonly isRoom = computed(() => isRoomId(this.room()));
  /** Nothing until the room is entered: who returns to its call sees no lobby first. */
  protected readonly shown = linkedSignal<CallState | null, Shown | null>({
    source: () => (this.store.room() === null ? null : this.store.state()),
    computation: (state, previous) => state && shownAfter(state, previous?.value ?? null),
  });

  constructor() {
    effect(() => {
      if (this.isRoom()) this.store.enter(this.room());
      else this.store.exit();
    });
  }
}
