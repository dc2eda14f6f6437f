import type { AddressFinder } from '../ports/address-finder';
import type { Scope } from '../scope';

export interface AddressWatchOptions {
  readonly findAddresses: AddressFinder;
  /** Whether it matters now. Asked before each look. */
  readonly isWanted: () => boolean;
  /** The machine has an address that it had not before. */
  readonly changed: () => void;
}

/**
 * How far apart two looks are, in ms, as long as it matters, which is seldom and short: an old network often carries for a second or two
 * longer, and browsers take most of that before they know of the new one.
 */
const APART_MS = 150;

/** Notices that the machine has another network, by its addresses, for as long as that matters. */
export class AddressWatch {
  private known: readonly string[] = [];
  private isLooking = false;

  constructor(
    private readonly scope: Scope,
    private readonly options: AddressWatchOptions,
  ) {}

  /** Looks again and again until it matters no more. What was found before is forgotten. */
  begin(): void {
    if (this.isLooking) return;
    this.known = [];
    this.look();
  }

  private look(): void {
    this.isLooking = !this.scope.ended && this.options.isWanted();
    if (!this.isLooking) return;
    const again = () => this.scope.after(APART_MS, () => this.look());
    this.options.findAddresses().then(
      (found) => {
        again();
        this.compare(found);
      },
      () => again(),
    );
  }

  private compare(found: readonly string[]): void {
    const { known } = this;
    if (found.length === 0 || this.scope.ended) return;
    this.known = found;
    if (known.length > 0 && found.some((address) => !known.includes(address))) this.options.changed();
  }
}
