import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ConnectionState } from '@holdfast/call-engine';
import { fakePeer } from '@holdfast/call-ui/testing';
import { followArrival } from './arrival';
import { followMembers, type Member } from './member';

describe('the arrival of others', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function follow() {
    const members = signal<readonly Member[]>([]);
    const { arrival, settled } = TestBed.runInInjectionContext(() => followArrival(members));
    return {
      members: (...connections: ConnectionState[]) => {
        const peers = connections.map((connection, place) => fakePeer({ id: `seat-${place}`, connection }));
        members.set(followMembers(members(), peers, 'ready'));
        TestBed.tick();
      },
      pass: (ms: number) => {
        jest.advanceTimersByTime(ms);
        TestBed.tick();
      },
      arrival,
      settled,
    };
  }

  it('is seen with the connection', () => {
    const { members, arrival } = follow();
    expect(arrival()).toBe('nobody');
    members('connecting');
    expect(arrival()).toBe('coming');
    members('connected');
    expect(arrival()).toBe('here');
  });

  it('is seen without one after half a second', () => {
    const { members, arrival, pass } = follow();
    members('connecting');
    pass(499);
    expect(arrival()).toBe('coming');
    pass(1);
    expect(arrival()).toBe('here');
  });

  it('is seen at once where none is being made, or somebody is there already', () => {
    const { members, arrival } = follow();
    members('none');
    expect(arrival()).toBe('here');
    members('none', 'connecting');
    expect(arrival()).toBe('here');
  });

  it('is not taken back by a new connection, only by everybody’s leaving', () => {
    const { members, arrival } = follow();
    members('connected');
    members('connecting');
    expect(arrival()).toBe('here');
    members();
    expect(arrival()).toBe('nobody');
    members('connecting');
    expect(arrival()).toBe('coming');
  });

  it('is settled half a second after that', () => {
    const { members, settled, pass } = follow();
    members('connecting');
    pass(400);
    members('connected');
    pass(499);
    expect(settled()).toBe(false);
    pass(1);
    expect(settled()).toBe(true);
    members();
    expect(settled()).toBe(false);
  });
});
