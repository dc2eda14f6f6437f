import type { ConnectionId, Participant } from '@holdfast/protocol';

/** The two seats of a connection, as one of them sees it. */
export interface Pair {
  readonly self: Participant;
  readonly peer: Participant;
}

/** Whether this side is the earlier seat: it alone opens generations, and it is the impolite one. */
export function isEarlier({ self, peer }: Pair): boolean {
  return self.order < peer.order;
}

/** The id of a generation between the two pages that hold the seats now. */
export function idOf(pair: Pair, generation: number): ConnectionId {
  const [earlier, later] = isEarlier(pair) ? [pair.self, pair.peer] : [pair.peer, pair.self];
  return { earlier: earlier.incarnation, later: later.incarnation, generation };
}

/** Whether an id is of the two pages that hold the seats now. */
export function isOfToday(pair: Pair, id: ConnectionId): boolean {
  const today = idOf(pair, 0);
  return id.earlier === today.earlier && id.later === today.later;
}
