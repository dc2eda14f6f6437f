/** Who asks for a seat. */
export interface JoinRequest {
  readonly room: string;
  readonly name: string;
  /** The headers of the request that opened the transport, for cookies and tokens. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Decides whether somebody may join, before a place is kept. Asked at every handshake, also when a held seat is resumed.
 * An answer that takes longer than `joinTimeoutMs` is a refusal with `join-timeout`; a rejection is one with `internal`.
 */
export interface MayJoin {
  mayJoin(request: JoinRequest): boolean | Promise<boolean>;
}

/** The token of the hook. The default lets everybody in: whoever knows a room's id may join it. */
export const MayJoin = Symbol('MayJoin');

/** The default: whoever knows the id of a room may join it. */
export class EverybodyMayJoin implements MayJoin {
  mayJoin(): boolean {
    return true;
  }
}
