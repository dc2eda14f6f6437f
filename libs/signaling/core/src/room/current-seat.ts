import type { PresentSeat, SeatRef } from '../seat/seat';
import type { Room } from './room';

/** The seat that a socket speaks for at this moment; `null` where it was taken over, lost, left or expired. */
export function currentSeat(room: Room, ref: SeatRef): PresentSeat | null {
  const seat = room.seats.find(({ id }) => id === ref.seat);
  return seat?.state === 'present' && seat.socket === ref.socket ? seat : null;
}
