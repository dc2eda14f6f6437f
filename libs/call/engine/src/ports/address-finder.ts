/** What one look for the machine's addresses has found. */
export interface FoundAddresses {
  /** Those that the machine has on its networks now; empty where the browser hides them. */
  readonly addresses: readonly string[];
  /** Whether these are all, as far as the browser tells them: `false` where it was not done in time. */
  readonly areAll: boolean;
}

/**
 * Finds the addresses that this machine has on its networks now. Asked only while the server is lost, again and again: it is how a new
 * network is noticed where no event tells.
 */
export type AddressFinder = () => Promise<FoundAddresses>;
