import type { Ice } from '@holdfast/protocol';

/** How much longer credentials must be good to be used for a new allocation, in ms. */
const GOOD_FOR_MS = 60_000;

/** The ICE servers of the room with their credentials, renewed where they would not last. */
export class IceServers {
  private ice: Ice = { iceServers: [] };
  private goodUntil = Infinity;
  private relayOnly = false;
  private renewal: Promise<void> | null = null;

  constructor(
    private readonly now: () => number,
    private readonly renew: () => Promise<Ice>,
  ) {}

  /** What the server gave with `joined` or a renewal. */
  keep(ice: Ice): void {
    this.ice = { iceServers: ice.iceServers };
    this.goodUntil = ice.iceTtlMs === undefined ? Infinity : this.now() + ice.iceTtlMs;
  }

  /** Whether media of this room may only go through a relay, so that nobody learns another's address. */
  allowOnlyRelays(relayOnly: boolean): void {
    this.relayOnly = relayOnly;
  }

  /** The configuration with what is at hand. */
  get configuration(): RTCConfiguration {
    return {
      iceServers: this.ice.iceServers.map((server) => ({ ...server })),
      bundlePolicy: 'max-bundle',
      iceTransportPolicy: this.relayOnly ? 'relay' : 'all',
    };
  }

  /** Whether the credentials at hand last for another negotiation. */
  get isFresh(): boolean {
    return this.goodUntil - this.now() >= GOOD_FOR_MS;
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
