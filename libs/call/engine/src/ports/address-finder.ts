/**
 * Finds the addresses that this machine has on its networks now; empty where the browser hides them. Asked only while the server is lost,
 * again and again: it is how a new network is noticed where no event tells.
 */
export type AddressFinder = () => Promise<readonly string[]>;
