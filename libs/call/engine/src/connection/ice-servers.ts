import type { Ice } from '@holdfast/protocol';
import { Subscription } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { Scope } from '../scope';

/** How much longer credentials must be good to be used for a new allocation, in ms. */
const GOOD_FOR_MS = 60_000;

/** How soon credentials are renewed ahead of time at most, in ms; also after an attempt that failed. */
const RENEW_MS = 10_000;

/** The longest time that browsers' timers can wait, in ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const TURN_URL = /^turns?:/i;

/** The ICE servers of the room with their credentials, renewed where they would not last; and who must not be shown an address. */
export class IceServers {
  /** Whether the server gives a TURN server; `null` while nothing is known. Without one nobody can be reached through relays alone. */
  readonly hasRelay$: Behavior<boolean | null>;
  private readonly hasRelay = new MutableBehavior<boolean | null>(null);
  private ice: Ice = { iceServers: [] };
  private goodUntil = Infinity;
  private ahead = Subscription.EMPTY;
  private relayOnlyRoom = false;
  private relayOnlyPerson = false;
  private renewal: Promise<void> | null = null;

  constructor(
    private readonly now: () => number,
    private readonly renew: () => Promise<Ice>,
  ) {
    this.hasRelay$ = this.hasRelay;
  }

  /** What the server gave with `joined` or a renewal. */
  keep(ice: Ice): void {
    this.ice = { iceServers: ice.iceServers };
    this.goodUntil = ice.iceTtlMs === undefined ? Infinity : this.now() + ice.iceTtlMs;
    const hasRelay = ice.iceServers.some(({ urls }) => urls.some((url) => TURN_URL.test(url)));
    if (hasRelay !== this.hasRelay.value) this.hasRelay.next(hasRelay);
  }

  /** Whether media of this room may only go through a relay, so that nobody learns another's address. */
  allowOnlyRelays(relayOnly: boolean): void {
    this.relayOnlyRoom = relayOnly;
  }

  /** Whether this person wants relays alone, whatever the room allows. */
  chooseOnlyRelays(relayOnly: boolean): void {
    this.relayOnlyPerson = relayOnly;
  }

  /** Whether no other address than a relay's may be gathered or told. */
  get isRelayOnly(): boolean {
    return this.relayOnlyRoom || this.relayOnlyPerson;
  }

  /** Nobody asks any more. */
  end(): void {
    this.hasRelay.complete();
  }

  /** The configuration with what is at hand. */
  get configuration(): RTCConfiguration {
    const { isRelayOnly } = this;
    return {
      // who uses a relay alone has nothing to ask a STUN server
      iceServers: this.ice.iceServers.flatMap(({ urls, ...credentials }) => {
        const used = isRelayOnly ? urls.filter((url) => TURN_URL.test(url)) : urls;
        return used.length > 0 ? [{ urls: [...used], ...credentials }] : [];
      }),
      bundlePolicy: 'max-bundle',
      iceTransportPolicy: isRelayOnly ? 'relay' : 'all',
    };
  }

  /** For how long the credentials at hand may still be used for a negotiation, in ms. */
  get lastMs(): number {
    return this.goodUntil - this.now() - GOOD_FOR_MS;
  }

  /** Whether the credentials at hand last for another negotiation. */
  get isFresh(): boolean {
    return this.lastMs >= 0;
  }

  /** Asks for credentials that last, once for all who wait; resolves also where the server gives none: those at hand may still do. */
  async refresh(): Promise<void> {
    if (!this.isFresh) await this.renewNow();
  }

  /**
   * Renews them ahead of time for as long as the scope lasts, so that who answers an ICE restart need not ask first: in the last minute
   * of their life, where they live shorter at the half of it.
   */
  keepFresh(scope: Scope): void {
    this.ahead.unsubscribe();
    const ms = Math.max(this.lastMs, (this.goodUntil - this.now()) / 2, RENEW_MS);
    if (ms > LONGEST_TIMER_MS) return;
    this.ahead = scope.after(ms, () => void this.renewNow().then(() => this.keepFresh(scope)));
  }

  private renewNow(): Promise<void> {
    return (this.renewal ??= this.renew()
      .then(
        (ice) => this.keep(ice),
        () => undefined,
      )
      .finally(() => (this.renewal = null)));
  }
}
