import type { FakePeerConnection } from './fake-peer-connection';

/** The data channel of a fake connection: text goes one way over the path of the moment, and what the path loses is lost. */
export class FakeDataChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  /** What was sent here, the oldest first. */
  readonly sent: string[] = [];

  constructor(
    private readonly connection: FakePeerConnection,
    readonly init: RTCDataChannelInit,
  ) {
    super();
  }

  send(text: string): void {
    if (this.readyState !== 'open') throw new DOMException('the channel is not open', 'InvalidStateError');
    this.sent.push(text);
    this.connection.carryText(text);
  }

  /** The association stands. */
  opens(): void {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  closes(): void {
    this.readyState = 'closed';
  }

  /** Something has arrived. */
  takes(data: unknown): void {
    if (this.readyState === 'open') this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}
