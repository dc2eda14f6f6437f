/**
 * Which of all the connections that two seats ever have is meant: the incarnations of both and the generation between them.
 * On the wire it is the string `earlier.later.generation`, where *earlier* is the seat with the lower order.
 */
export interface ConnectionId {
  /** Incarnation of the seat with the lower order. */
  readonly earlier: number;
  /** Incarnation of the seat with the higher order. */
  readonly later: number;
  /** Counts from 1 within a pair of incarnations; 0 is the connection that came with a warm offer. */
  readonly generation: number;
}

/** The shape of a `connectionId` on the wire. */
export const CONNECTION_ID = /^[1-9]\d{0,8}\.[1-9]\d{0,8}\.(0|[1-9]\d{0,8})$/;

/** Writes a connection id as it goes over the wire. */
export function formatConnectionId(id: ConnectionId): string {
  return `${id.earlier}.${id.later}.${id.generation}`;
}

/** Reads a connection id from the wire; `null` where the string is none. */
export function parseConnectionId(text: string): ConnectionId | null {
  if (!CONNECTION_ID.test(text)) return null;
  const [earlier, later, generation] = text.split('.').map(Number) as [number, number, number];
  return { earlier, later, generation };
}

/**
 * Orders two ids of the same two seats: negative where `a` is older, positive where it is newer, 0 where they are the same.
 * Incarnations only ever rise, so the pair that has the higher sum is the newer one.
 */
export function compareConnectionIds(a: ConnectionId, b: ConnectionId): number {
  return a.earlier + a.later - (b.earlier + b.later) || a.generation - b.generation;
}
