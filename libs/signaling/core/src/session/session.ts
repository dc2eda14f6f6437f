import type { Delivery } from '../outcome';
import type { RoomSettings } from '../room/room';
import type { SeatRef } from '../seat/seat';
import { Roster } from './roster';
import { type SessionEvent, type SessionState, sessionTransition } from './session-state';

/** One socket's hold of one seat, from `joined` until the socket is gone. Kept where the socket is. */
export class Session {
  readonly roster = new Roster();
  private current: SessionState = 'staying';

  constructor(
    readonly ref: SeatRef,
    readonly settings: RoomSettings,
  ) {}

  get state(): SessionState {
    return this.current;
  }

  /** Applies what happened to the session. */
  apply(event: SessionEvent): void {
    this.current = sessionTransition(this.current, event);
  }

  /** Takes note of a notice before it goes out on this session's socket. */
  follow(delivery: Delivery): void {
    this.roster.follow(delivery);
  }
}
