import type { AddressFinder, FoundAddresses } from '../ports/address-finder';
import type { Scope } from '../scope';

export interface AddressWatchOptions {
  readonly findAddresses: AddressFinder;
  /** Whether it matters now. Asked before each look. */
  readonly isWanted: () => boolean;
  /** The machine has an address that it had not before. */
  readonly changed: () => void;
}

/**
 * How far apart two looks are at first, in ms: an old network often carries for a second or two longer, and browsers take most of that
 * before they know of the new one.
 */
const APART_MS = 150;
/**
 * How much of the time that it has mattered lies between two looks later: a look makes a connection, browsers have room for a few hundred of
 * them until they clear away what was closed, and a server may be gone for hours.
 */
const APART_SHARE = 1 / 50;

/** Notices that the machine has another network, by its addresses, for as long as that matters. */
export class AddressWatch {
  private known: readonly string[] = [];
  private since = 0;
  private isLooking = false;

  constructor(
    private readonly scope: Scope,
    private readonly options: AddressWatchOptions,
  ) {}

  /** It matters anew: looks again and again until it matters no more. What was found before is forgotten. */
  begin(): void {
    if (this.isLooking) return;
    this.known = [];
    this.since = this.scope.scheduler.now();
    this.look();
  }

  /** It may matter again; what has come meanwhile is told then. Before it mattered for the first time it begins. */
  goOn(): void {
    if (this.known.length === 0) this.begin();
    else if (!this.isLooking) this.look();
  }

  private look(): void {
    this.isLooking = !this.scope.ended && this.options.isWanted();
    if (!this.isLooking) return;
    const apartMs = Math.max(APART_MS, (this.scope.scheduler.now() - this.since) * APART_SHARE);
    const again = () => this.scope.after(apartMs, () => this.look());
    this.options.findAddresses().then(
      (found) => {
        again();
        this.compare(found);
      },
      () => again(),
    );
  }

  private compare({ addresses, areAll }: FoundAddresses): void {
    const { known } = this;
    if (addresses.length === 0 || this.scope.ended) return;
    const more = addresses.filter((address) => !known.includes(address));
    // what a look that was cut off did not come to is not gone
    this.known = areAll ? addresses : [...known, ...more];
    if (known.length > 0 && more.length > 0) this.options.changed();
  }
}
