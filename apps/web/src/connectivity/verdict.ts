import type { Connectivity } from '@holdfast/protocol';
import type { SeenFromHere } from './browser-check';

type Server = Connectivity['servers'][number];

/** One server from both sides; `here` is `null` while this browser is still trying, or where it can't. */
export interface CheckedServer extends Server {
  readonly here: SeenFromHere | null;
}

/** What this browser found as a whole. */
export interface CheckedWays {
  readonly servers: readonly CheckedServer[];
  /** How long a word took through the relay and back, in ms; `null` where none came back, or where there is no relay to try. */
  readonly echoMs: number | null;
}

/** What all of it means for a call from here. */
export type Verdict =
  /** Directly where possible, else through the relay. */
  | 'works'
  /** The relay works from here, although not each way to it. */
  | 'works-partly'
  /** There is no relay on this server, a direct way may be found. */
  | 'direct-only'
  /** There is a relay, and it works for nobody. */
  | 'relay-broken'
  /** There is a relay that works for the server, and this network keeps the browser from it. */
  | 'relay-blocked'
  /** Relays can be had from here, and nothing comes through them. */
  | 'relay-silent'
  /** Nothing is configured. */
  | 'same-network';

/** Combines what the server and this browser have found. */
export function verdictOf({ servers, echoMs }: CheckedWays): Verdict {
  const relays = servers.filter(({ kind }) => kind === 'turn');
  if (servers.length === 0) return 'same-network';
  if (relays.length === 0) return 'direct-only';
  if (echoMs !== null) return servers.every(isWell) ? 'works' : 'works-partly';
  if (relays.some(({ here }) => here === 'works')) return 'relay-silent';
  return relays.some(({ code }) => code === 'reachable' || code === 'unprotected') ? 'relay-blocked' : 'relay-broken';
}

function isWell({ code, here }: CheckedServer): boolean {
  return code === 'reachable' && here === 'works';
}
