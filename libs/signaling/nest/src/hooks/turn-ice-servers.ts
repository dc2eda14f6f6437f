import { createHmac } from 'node:crypto';
import type { Ice } from '@holdfast/protocol';
import type { IceRequest, IceServers } from './ice-servers';

/** What `TurnIceServers` hands out. */
export interface TurnOptions {
  /** `stun:` URLs (RFC 7064). They need no credentials. */
  readonly stunUrls?: readonly string[];
  /** `turn:` and `turns:` URLs (RFC 7065), all of which share the secret. */
  readonly turnUrls?: readonly string[];
  /** What the TURN servers know as `static-auth-secret`. Without it no TURN URL is handed out. */
  readonly turnSecret?: string;
  /** For how long credentials are good, in ms; one hour where absent. */
  readonly ttlMs?: number;
  /** The wall clock in ms since the epoch; for tests. */
  readonly now?: () => number;
}

const HOUR = 3_600_000;

/**
 * Short-lived TURN credentials as coturn's `use-auth-secret` takes them: user name `expiry:participant` with the expiry in seconds
 * since the epoch, password the Base64 of its HMAC-SHA1 (draft-uberti-behave-turn-rest-00 section 2.2).
 */
export class TurnIceServers implements IceServers {
  constructor(private readonly options: TurnOptions) {}

  iceServers({ participant, relayOnly, ttlMs }: IceRequest): Ice {
    const { stunUrls = [], turnUrls = [], turnSecret, now = Date.now } = this.options;
    // who may only use a relay has no use for an address of its own
    const stun = stunUrls.length > 0 && !relayOnly ? [{ urls: [...stunUrls] }] : [];
    if (turnUrls.length === 0 || turnSecret === undefined) return { iceServers: stun };

    const iceTtlMs = Math.min(ttlMs ?? Infinity, this.options.ttlMs ?? HOUR);
    const username = `${Math.floor((now() + iceTtlMs) / 1000)}:${participant}`;
    const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
    return { iceServers: [...stun, { urls: [...turnUrls], username, credential }], iceTtlMs };
  }
}
