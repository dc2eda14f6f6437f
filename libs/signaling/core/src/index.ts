/** Rooms, seats and order as pure rules: clock, ids, hash and randomness are handed in. The shells carry out what it decides. */
export * from './lifecycle-event';
export * from './outcome';
export * from './rate-limiter';
export * from './room/room';
export * from './seat/seat';
export * from './seat/seat-state';
export * from './signaling-error';
export * from './store/room-store';
