import { LIMITS, type Candidate } from '@holdfast/protocol';
import { handshakeSchema, warmOfferSchema } from '@holdfast/protocol/schemas';
import { OfferAhead } from './offer-ahead';

const candidate = (length: number, name = 'c'): Candidate => ({
  candidate: name.padEnd(length, 'x'),
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'F',
});
const offer = (length: number) => ({ type: 'offer' as const, sdp: 'v=0\r\n'.padEnd(length, 'a') });

describe('OfferAhead', () => {
  it('has nothing to tell before there is a description', () => {
    const ahead = new OfferAhead();
    expect(ahead.tell()).toBeNull();
    ahead.add({ candidates: [candidate(50)] });
    expect(ahead.tell()).toBeNull();
  });

  it('tells what was found by then, in each handshake anew, and leaves the rest for afterwards', () => {
    const ahead = new OfferAhead();
    ahead.add({ description: offer(100) });
    ahead.add({ candidates: [candidate(50, 'first')] });
    expect(ahead.tell()?.candidates).toHaveLength(1);
    ahead.add({ candidates: [candidate(50, 'second')] });
    expect(ahead.tell()?.candidates).toHaveLength(2);
    ahead.add({ candidates: [candidate(50, 'third')] });
    expect([...ahead.rest()]).toEqual([{ candidates: [candidate(50, 'third')] }]);
  });

  it('keeps a handshake with the longest ticket and name below the limit, however much was found', () => {
    for (const sdp of [1_000, 30_000, 44_000]) {
      const ahead = new OfferAhead();
      const found = Array.from({ length: 100 }, (_, index) => candidate(LIMITS.candidateLength, String(index)));
      ahead.add({ description: offer(sdp), candidates: found });
      const told = ahead.tell();
      expect(warmOfferSchema.safeParse(told).success).toBe(true);
      const handshake = {
        protocol: 1,
        room: 'r'.repeat(64),
        seatKey: 'k'.repeat(64),
        pageId: 'p'.repeat(64),
        name: '\u{10348}'.repeat(LIMITS.nameLength / 2),
        presence: { version: 2 ** 31 - 1, microphone: 'none', camera: 'none' },
        ticket: 't'.repeat(LIMITS.ticketLength),
        connections: {},
        offer: told,
      };
      expect(handshakeSchema.safeParse(handshake).success).toBe(true);
      expect(new TextEncoder().encode(JSON.stringify(handshake)).length).toBeLessThanOrEqual(LIMITS.messageBytes);
      const rest = [...ahead.rest()];
      expect([...(told?.candidates ?? []), ...rest.flatMap(({ candidates = [] }) => candidates)]).toEqual(found);
      for (const { candidates } of rest) expect(candidates?.length).toBeLessThanOrEqual(LIMITS.candidatesPerMessage);
    }
  });

  it('tells no description that does not fit', () => {
    for (const length of [LIMITS.messageBytes - LIMITS.ticketLength - 4_000, LIMITS.sdpLength + 1]) {
      const ahead = new OfferAhead();
      ahead.add({ description: offer(length) });
      expect(ahead.tell()).toBeNull();
    }
  });
});
