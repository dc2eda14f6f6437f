import type { LifecycleEvent } from './lifecycle-event';
import type { Room } from './room/room';
import type { Restoration } from './room/restore';
import type { Admitted } from './store/room-store';

/** What an admission means for timers, logs and hooks. */
export function admissionEvents(admitted: Admitted, graceMs: number): LifecycleEvent[] {
  const { room, seat, resumed, replaced, began, restored } = admitted;
  const joined: LifecycleEvent = resumed
    ? { kind: 'seat-resumed', room: room.id, seat: seat.id, takenOver: replaced !== null }
    : { kind: 'seat-joined', room: room.id, seat: seat.id };
  if (restored) return [...restorationEvents(room, restored, graceMs), joined];
  return began ? [{ kind: 'room-begun', room: room.id }, joined] : [joined];
}

function restorationEvents({ id: room, seats }: Room, { replaced }: Restoration, graceMs: number): LifecycleEvent[] {
  const gone = replaced.filter(({ id }) => seats.every((seat) => seat.id !== id));
  const away = seats.filter(({ state }) => state === 'away');
  return [
    { kind: 'room-restored', room },
    ...gone.map(({ id }): LifecycleEvent => ({ kind: 'seat-left', room, seat: id, reason: 'removed' })),
    ...away.map(({ id }): LifecycleEvent => ({ kind: 'seat-away', room, seat: id, graceMs })),
  ];
}
