import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { CallStore, provideCall } from '@holdfast/call-angular';
import type { CallState } from '@holdfast/call-engine';
import { isRoomId } from '@holdfast/protocol';
import { Elsewhere } from './elsewhere/elsewhere';
import { Ended } from './ended/ended';
import { Lobby } from './lobby/lobby';
import { Refused } from './refused/refused';
import { NOT_A_ROOM } from './refused/refused-texts';
import { Stage } from './stage/stage';

/** The pages of a room. */
type View = 'lobby' | 'call' | 'elsewhere' | 'refused' | 'ended';

/** Which page a state is shown on. A join is waited for where it was asked for; after a reload that is the call. */
function viewOf(state: CallState, before: View | undefined): View {
  switch (state.phase) {
    case 'idle':
      return 'lobby';
    case 'joining':
      return before ?? 'call';
    case 'joined':
      return 'call';
    default:
      return state.phase;
  }
}

/** A room, from its lobby to the end of the call and back. */
@Component({
  selector: 'app-room',
  imports: [Elsewhere, Ended, Lobby, Refused, Stage],
  providers: [provideCall()],
  template: `
    @if (!isRoom()) {
      <app-refused [refusal]="notARoom" />
    } @else {
      @switch (view()) {
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
          @if (refusal(); as refusal) {
            <app-refused [refusal]="refusal" />
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
  protected readonly view = linkedSignal<CallState, View>({
    source: this.store.state,
    computation: (state, previous) => viewOf(state, previous?.value),
  });
  /** Why the server said no, also while it is asked again. */
  protected readonly refusal = linkedSignal<CallState, Extract<CallState, { phase: 'refused' }>['refusal'] | null>({
    source: this.store.state,
    computation: (state, previous) =>
      state.phase === 'refused' ? state.refusal : state.phase === 'joining' ? (previous?.value ?? null) : null,
  });

  constructor() {
    effect(() => {
      if (this.isRoom()) this.store.enter(this.room());
      else this.store.exit();
    });
  }
}
