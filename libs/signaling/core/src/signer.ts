/** Signs with the server's secret. Handed in, so that this library has no cryptography of its own. */
export interface Signer {
  /** The signature of a text in the URL-safe alphabet; HMAC-SHA256 or better. */
  sign(text: string): string;
  /** Whether two signatures are the same; takes as long for those that nearly are. */
  equal(one: string, other: string): boolean;
}
