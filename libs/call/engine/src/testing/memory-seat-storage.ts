import type { SeatStorage, StoredSeat } from '../ports/seat-storage';

/** A seat storage that lives as long as the object: hand the same one to the next page to play a reload. */
export class MemorySeatStorage implements SeatStorage {
  private readonly seats = new Map<string, StoredSeat>();

  read(room: string): StoredSeat | null {
    return this.seats.get(room) ?? null;
  }

  write(room: string, seat: StoredSeat): void {
    this.seats.set(room, seat);
  }

  clear(room: string): void {
    this.seats.delete(room);
  }

  /** What "Duplicate tab" does: a second storage with the same content. */
  duplicate(): MemorySeatStorage {
    const copy = new MemorySeatStorage();
    for (const [room, seat] of this.seats) copy.write(room, seat);
    return copy;
  }
}
