import { LIMITS } from '../limits';
import { makeRoomSchema, roomStatusSchema } from './rooms';

describe('the body that makes a room', () => {
  it('may be empty', () => {
    expect(makeRoomSchema.parse({})).toEqual({});
  });

  it('takes a capacity within the limits', () => {
    for (const capacity of [LIMITS.minCapacity, LIMITS.maxCapacity])
      expect(makeRoomSchema.parse({ capacity })).toEqual({ capacity });
    for (const capacity of [LIMITS.minCapacity - 1, LIMITS.maxCapacity + 1, 2.5, '2', null, NaN, 1e300]) {
      expect(makeRoomSchema.safeParse({ capacity }).success).toBe(false);
    }
  });

  it('takes relayOnly as yes or no', () => {
    expect([true, false].every((relayOnly) => makeRoomSchema.safeParse({ relayOnly }).success)).toBe(true);
    expect(['true', 1, null].some((relayOnly) => makeRoomSchema.safeParse({ relayOnly }).success)).toBe(false);
  });

  it('has no id of its own', () => {
    expect(makeRoomSchema.parse({ room: 'V7nq1bTzK3mXr9aPcE5wYg' })).toEqual({});
  });
});

describe('the status of a room', () => {
  const status = { room: 'V7nq1bTzK3mXr9aPcE5wYg', exists: true, capacity: 2, taken: 2, relayOnly: false };

  it('has ICE servers only where there is a seat for them', () => {
    expect(roomStatusSchema.parse(status)).toEqual(status);
    const free = { ...status, taken: 1, iceServers: [{ urls: ['stun:stun.example.org:3478'] }] };
    expect(roomStatusSchema.parse(free)).toEqual(free);
  });

  it('names nobody', () => {
    expect(roomStatusSchema.parse({ ...status, participants: ['Ana'] })).toEqual(status);
  });
});
