/** Rooms, seats and order as pure rules: clock, ids, hash and randomness are handed in. The shells carry out what it decides. */
export * from './clock';
export * from './handshake/admission';
export * from './handshake/json-bytes';
export * from './lifecycle-event';
export * from './outcome';
export * from './rate-limiter';
export * from './room/room';
export * from './seat/seat';
export * from './session/session';
export * from './session/session-state';
export * from './signaling';
export * from './signaling-error';
export * from './store/in-memory-room-store';
export * from './store/room-store';
