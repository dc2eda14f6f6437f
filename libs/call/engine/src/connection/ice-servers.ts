import type { Ice } from '@holdfast/protocol';
import { MutableBehavior, type Behavior } from '../behavior';

/** How much longer credentials must be good to be used for a new allocation, in ms. */
const GOOD_FOR_MS = 60_000;

const TURN_URL = /^turns?:/i;

/** The ICE servers of the room with their credentials, renewed where they would not last; and who must not be shown an address. */
export class IceServers {
  /** Whether the server gives a TURN server; `null` while nothing is known. Without one nobody can be reached through relays alone. */
  readonly hasRelay$: Behavior<boolean | null>;
  private readonly hasRelay = new MutableBehavior<boolean | null>(null);
  private ice: Ice = { iceServers: [] };
  private goodUntil = Infinity;
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

  /** The configuration with credentials that last; with those at hand where the server gives none. Asks once for all who wait. */
  async freshConfiguration(): Promise<RTCConfiguration> {
    if (!this.isFresh) {
      this.renewal ??= this.renew()
        .then(
          (ice) => this.keep(ice),
          // the old ones may still do, and the ladder tries again
          () => undefined,
        )
        .finally(() => (this.renewal = null));
      await this.renewal;
    }
    return this.configuration;
  }
}
