import { randomId, type RandomBytes } from '@holdfast/protocol';
import type { SeatStorage, StoredSeat } from '../ports/seat-storage';

/** This page's claim on a seat of one room: what is shown in a handshake and outlives a page load. */
export class Seat {
  constructor(
    private readonly room: string,
    private readonly storage: SeatStorage,
    private readonly random: RandomBytes,
  ) {}

  /** The key, made and stored at the first call: before any handshake, so that a lost answer makes no ghost. */
  key(): string {
    const known = this.storage.read(this.room)?.seatKey;
    if (known !== undefined) return known;
    const seatKey = randomId(this.random);
    this.storage.write(this.room, { seatKey });
    return seatKey;
  }

  get ticket(): string | undefined {
    return this.storage.read(this.room)?.ticket;
  }

  get joinedAs(): string | undefined {
    return this.storage.read(this.room)?.joinedAs;
  }

  /** Whether another page, such as one that has crashed, was in the call under the name, and is not known to have left it. */
  get isInherited(): boolean {
    return this.joinedAs !== undefined && this.storage.isOfAnother?.(this.room) === true;
  }

  /** In the call under this name: a reload joins again by itself. */
  taken(joinedAs: string): void {
    this.write({ joinedAs });
  }

  keepTicket(ticket: string): void {
    this.write({ ticket });
  }

  /** Not in the call any more. The key stays: shown again it resumes a leave that nobody heard, else it is a new seat. */
  givenUp(): void {
    this.storage.write(this.room, { seatKey: this.key() });
  }

  /** Another page has it. */
  takenOver(): void {
    if (this.storage.leaveToAnother === undefined) this.givenUp();
    else this.storage.leaveToAnother(this.room);
  }

  /** Still in the call: what is stored is written again, so that its age says so. */
  keepFresh(): void {
    const stored = this.storage.read(this.room);
    if (stored?.joinedAs !== undefined) this.storage.write(this.room, stored);
  }

  private write(change: Partial<StoredSeat>): void {
    this.storage.write(this.room, { ...this.storage.read(this.room), seatKey: this.key(), ...change });
  }
}
