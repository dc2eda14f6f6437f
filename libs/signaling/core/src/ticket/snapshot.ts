import type { Room, RoomSettings } from '../room/room';
import type { Seat } from '../seat/seat';

/** A seat as a ticket carries it: who has it, without what its holder shows of itself. */
export type SnapshotSeat = Pick<Seat, 'id' | 'keyHash' | 'order' | 'incarnation' | 'pageId'>;

/** What a ticket says of a room: enough to set it up anew where it was lost. */
export interface Snapshot {
  readonly room: string;
  /** The store that the room was in: to that store its own tickets say nothing new. */
  readonly epoch: string;
  readonly settings: RoomSettings;
  readonly rev: number;
  readonly nextOrder: number;
  /** By rising order. */
  readonly seats: readonly SnapshotSeat[];
}

/** The room as it is now. */
export function snapshotOf({ id, epoch, settings, rev, nextOrder, seats }: Room): Snapshot {
  return {
    room: id,
    epoch,
    settings,
    rev,
    nextOrder,
    seats: seats.map(({ id, keyHash, order, incarnation, pageId }) => ({ id, keyHash, order, incarnation, pageId })),
  };
}
