import type { CheckConnection } from '../connectivity/browser-check';

/** What the world around a browser answers to it. */
export interface FakeWays {
  /** The URLs that answer with a candidate. */
  readonly answering: ReadonlySet<string>;
  /** The URLs that show the browser the address that it has anyway. */
  readonly mirroring?: ReadonlySet<string>;
  /** Whether something comes through the relay. */
  readonly relays?: boolean;
}

/** A data channel with its other end. */
class FakeChannel extends EventTarget {
  other: FakeChannel | null = null;

  send(data: string): void {
    const { other } = this;
    queueMicrotask(() => other?.dispatchEvent(new MessageEvent('message', { data })));
  }
}

/** A connection of a browser that gathers as `ways` has it, and finds the other end if that relays. */
export class FakeCheckConnection extends EventTarget {
  static made: FakeCheckConnection[] = [];

  iceGatheringState: RTCIceGatheringState = 'new';
  localDescription: RTCSessionDescription | null = null;
  isClosed = false;
  readonly channel = new FakeChannel();
  private readonly number = FakeCheckConnection.made.push(this) - 1;

  constructor(
    private readonly ways: FakeWays,
    readonly configuration: RTCConfiguration,
  ) {
    super();
  }

  get asPort(): CheckConnection {
    return this as unknown as CheckConnection;
  }

  createDataChannel(): FakeChannel {
    return this.channel;
  }

  async setLocalDescription(): Promise<void> {
    this.localDescription = { type: 'offer', sdp: String(this.number) } as RTCSessionDescription;
    queueMicrotask(() => this.gather());
  }

  async setRemoteDescription({ sdp }: RTCSessionDescriptionInit): Promise<void> {
    const other = FakeCheckConnection.made[Number(sdp)];
    if (other === undefined || !this.ways.relays) return;
    this.channel.other = other.channel;
    if (other.channel.other === this.channel) {
      for (const { channel } of [this, other]) queueMicrotask(() => channel.dispatchEvent(new Event('open')));
    }
  }

  async addIceCandidate(): Promise<void> {
    if (this.isClosed) throw new Error('closed');
  }

  close(): void {
    this.isClosed = true;
  }

  private gather(): void {
    const urls = this.configuration.iceServers?.flatMap(({ urls }) => urls) ?? [];
    for (const url of urls) {
      const type = url.startsWith('turn') ? 'relay' : 'srflx';
      if (this.ways.answering.has(url))
        this.emit('icecandidate', { candidate: { candidate: `candidate:1 typ ${type} x` } });
      else if (!this.ways.mirroring?.has(url)) this.emit('icecandidateerror', { url });
    }
    this.emit('icecandidate', { candidate: null });
    this.iceGatheringState = 'complete';
    this.emit('icegatheringstatechange', {});
  }

  private emit(type: string, properties: object): void {
    this.dispatchEvent(Object.assign(new Event(type), properties));
  }
}
