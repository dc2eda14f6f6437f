import { TIMES } from '@holdfast/protocol';
import type { Clock } from '../clock';
import type { Room } from '../room/room';
import type { Signer } from '../signer';
import { type Snapshot, snapshotOf } from './snapshot';

/** The form of the tickets that this server gives. One of another form is as good as none. */
const VERSION = 1;

interface Contents extends Snapshot {
  readonly version: number;
  /** Until when the ticket is good, in ms since the epoch. */
  readonly expiry: number;
}

/** Gives tickets and reads them: `signature.contents`. Only this server's wall clock is asked, never a client's. */
export class Tickets {
  constructor(
    private readonly signer: Signer,
    /** Milliseconds since the epoch. */
    private readonly wallClock: Clock,
  ) {}

  /** A ticket for everybody who has a seat in the room as it is now. */
  issue(room: Room): string {
    const contents: Contents = { version: VERSION, expiry: this.wallClock() + TIMES.ticket, ...snapshotOf(room) };
    const text = JSON.stringify(contents);
    return `${this.sign(text)}.${text}`;
  }

  /** What the ticket of a handshake says; `null` where it is not good, of another room, or of others than the one who shows it. */
  read(ticket: string | undefined, room: string, keyHash: string): Snapshot | null {
    const dot = ticket?.indexOf('.') ?? -1;
    if (ticket === undefined || dot < 0) return null;
    const text = ticket.slice(dot + 1);
    if (!this.signer.equal(this.sign(text), ticket.slice(0, dot))) return null;
    const { version, expiry, ...snapshot } = JSON.parse(text) as Contents; // what is signed was written by `issue`
    const isGood = version === VERSION && expiry > this.wallClock() && snapshot.room === room;
    return isGood && snapshot.seats.some((seat) => seat.keyHash === keyHash) ? snapshot : null;
  }

  private sign(text: string): string {
    return this.signer.sign(`holdfast ticket\n${text}`);
  }
}
