import { Inject, Injectable } from '@nestjs/common';
import type { Connectivity, Ice, ServerCheck } from '@holdfast/protocol';
import { RateLimiter, SignalingError } from '@holdfast/signaling-core';
import { GuestIce } from '../hooks/guest-ice';
import { ResolvedOptions } from '../resolved-options';
import { steadyClock } from '../runtime';
import type { ResolvedSignalingOptions } from '../signaling-options';
import { saidOf, verdictOf } from './check-texts';
import { probe, type Probed } from './probe';
import { readStunUrl } from './stun-url';

/** How long a check of one server may take, in ms. */
const PROBE_TIMEOUT_MS = 2_000;
/** For how long what was found is told to everybody who asks, in ms: no more than one check of each server in that time. */
const FOUND_FOR_MS = 5_000;
/** For how long the credentials are good that a check is made with, and that a page gets for its own, in ms. */
const CHECK_TTL_MS = 60_000;
/** In the place of a network where this server asks for itself: its check does not depend on how many relays others hold. */
const ITSELF = 'this server';

/** Checks this server's own STUN and TURN servers, and gives a page what it needs to check them from where it is. */
@Injectable()
export class ConnectivityService {
  private readonly rate: RateLimiter;
  private found: { readonly at: number; readonly checks: Promise<readonly ServerCheck[] | null> } | null = null;

  constructor(
    private readonly ice: GuestIce,
    @Inject(ResolvedOptions) options: ResolvedSignalingOptions,
  ) {
    this.rate = new RateLimiter(options.connectivityRate, steadyClock);
  }

  /**
   * What works of the configured servers.
   * @throws SignalingError `rate-limited`; `internal` where it can't be known which servers there are
   */
  async check(address: string): Promise<Connectivity> {
    const retryAfterMs = this.rate.take(address);
    if (retryAfterMs > 0) {
      throw new SignalingError('rate-limited', 'Too many requests from this address.', retryAfterMs);
    }
    const [servers, ice] = await Promise.all([this.lookUp(), this.serversFor(address)]);
    if (servers === null) throw new SignalingError('internal', 'It is not known which ICE servers there are.');
    return { verdict: verdictOf(servers), servers: [...servers], ...ice };
  }

  /** The same check for all who ask at about the same time: nobody can make this server hammer another one. */
  private lookUp(): Promise<readonly ServerCheck[] | null> {
    const now = steadyClock();
    if (this.found === null || now - this.found.at > FOUND_FOR_MS) this.found = { at: now, checks: this.probeAll() };
    return this.found.checks;
  }

  private async probeAll(): Promise<readonly ServerCheck[] | null> {
    const ice = await this.serversFor(ITSELF);
    return ice && Promise.all(eachUrl(ice).map((probed) => checkOf(probed)));
  }

  private serversFor(network: string): Promise<Ice | null> {
    return this.ice.of({ room: null, relayOnly: false, ttlMs: CHECK_TTL_MS }, network);
  }
}

function eachUrl({ iceServers }: Ice): Probed[] {
  return iceServers.flatMap(({ urls, ...credentials }) => urls.map((url) => ({ url, ...credentials })));
}

async function checkOf(probed: Probed): Promise<ServerCheck> {
  const { code, tookMs } = await probe(probed, { timeoutMs: PROBE_TIMEOUT_MS });
  const { url } = probed;
  const isTurn = /^turns?:/i.test(url);
  const { kind, transport } = readStunUrl(url) ?? { kind: isTurn ? 'turn' : 'stun', transport: 'udp' };
  const check = { url, kind, transport, code, ...saidOf(code, { kind, transport }) };
  return tookMs === undefined ? check : { ...check, tookMs };
}
