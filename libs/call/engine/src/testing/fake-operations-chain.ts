/** The operations chain of a connection: one after the other, and nothing after its end ever settles (W3C WebRTC section 4.4.1.2). */
export class FakeOperationsChain {
  private last: Promise<unknown> = Promise.resolve();
  private length = 0;

  /**
   * @param isClosed whether the connection has ended
   * @param emptied called each time the last one of a row is done
   */
  constructor(
    private readonly isClosed: () => boolean,
    private readonly emptied: () => void,
  ) {}

  /** Whether nothing is under way. */
  get isEmpty(): boolean {
    return this.length === 0;
  }

  add(operation: () => void): Promise<void> {
    if (this.isClosed()) return Promise.reject(new DOMException('the connection is closed', 'InvalidStateError'));
    this.length += 1;
    return new Promise<void>((resolve, reject) => {
      this.last = this.last.then(async () => {
        await Promise.resolve();
        if (this.isClosed()) return;
        try {
          operation();
          resolve();
        } catch (error) {
          reject(error as Error);
        }
        this.length -= 1;
        if (this.isEmpty) this.emptied();
      });
    });
  }
}
