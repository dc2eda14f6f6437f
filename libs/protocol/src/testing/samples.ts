import type { Handshake, Participant, Presence, Signal } from '../schemas';

/** Well-formed values for the specs of this library, from which each spec changes the one thing it is about. */
export const PRESENCE: Presence = { version: 0, microphone: 'on', camera: 'off' };

export const HANDSHAKE: Handshake = {
  protocol: 1,
  room: 'V7nq1bTzK3mXr9aPcE5wYg',
  seatKey: 'hN4cZs8KqT2yWb6uJx0LdA',
  pageId: 'k1RrVf9gBt7pMz3oQe5XnQ',
  name: 'Ben',
  presence: PRESENCE,
};

export const SIGNAL: Signal = {
  to: 's3Qk2mYbT0uW1xVnR8aZpA',
  connectionId: '1.1.1',
  n: 1,
  description: { type: 'offer', sdp: 'v=0\r\n' },
};

export const PARTICIPANT: Participant = {
  id: 's3Qk2mYbT0uW1xVnR8aZpA',
  pageId: 'p0JrUe6cQm5wXy1sTn4hBg',
  name: 'Ana',
  order: 1,
  role: 'caller',
  state: 'present',
  incarnation: 1,
  presence: PRESENCE,
};

/** Numbers that look harmless to a careless check: fractions, the edges of what is exact, and what is no number at all. */
export const ODD_NUMBERS = [-1, 0.5, 2 ** 31, 2 ** 53, 1e300, Infinity, -Infinity, NaN, '1', null, [1], true];
