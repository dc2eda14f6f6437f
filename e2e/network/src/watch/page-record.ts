/** A remote tile, as the page's `data-` attributes describe it. */
export interface ShownTile {
  readonly connection?: string;
  readonly path?: string;
  readonly presence?: string;
  readonly microphone?: string;
  readonly camera?: string;
}

/** What a page shows. */
export interface ShownPage {
  readonly page?: string;
  readonly phase?: string;
  readonly signaling?: string;
  readonly hints: readonly string[];
  readonly tiles: readonly ShownTile[];
  readonly self?: { readonly microphone?: string; readonly camera?: string };
  readonly heading?: string;
}

/** A seat as the server names it to a page. */
export interface NamedSeat {
  readonly id: string;
  readonly order: number;
  readonly role: string;
}

/** What a watched page tells, each with the time it happened at (ms since 1970, the machine's one clock). */
export type PageRecord = { readonly at: number } & (
  | { readonly kind: 'document'; readonly began: number }
  /** So many video frames more were decoded for a `<video>` that is to be seen. */
  | { readonly kind: 'frames'; readonly count: number }
  /** A track that a visible `<video>` plays was given its first frame, at `delivered` (ms since 1970). */
  | { readonly kind: 'first-frame'; readonly delivered: number }
  | { readonly kind: 'shown'; readonly shown: ShownPage }
  | { readonly kind: 'connection'; readonly number: number; readonly state: string }
  /** A connection has begun another ICE generation (another `ice-ufrag` of its own); the first is 1. */
  | { readonly kind: 'ice-generation'; readonly number: number; readonly generation: number }
  /** A connection has found a candidate of its own. */
  | { readonly kind: 'candidate'; readonly number: number; readonly type: string }
  | { readonly kind: 'socket'; readonly number: number; readonly state: 'open' | 'closed' }
  /** Somebody pressed something. */
  | { readonly kind: 'clicked'; readonly on: string }
  | { readonly kind: 'notice'; readonly event: string }
  | {
      readonly kind: 'joined';
      readonly resumed: boolean;
      readonly self: NamedSeat;
      readonly peers: readonly NamedSeat[];
    }
  /** The server has given the seat another role. */
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'request'; readonly event: string }
);

type WithoutTime<R> = R extends unknown ? Omit<R, 'at'> : never;

/** A record before its time is put to it. */
export type Untimed = WithoutTime<PageRecord>;
