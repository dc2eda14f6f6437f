import { FakeTrack } from './fake-track';

/** As much of an `RTCRtpTransceiver` as a call touches. */
export class FakeTransceiver {
  mid: string | null = null;
  /** What the last finished negotiation said of this side; `null` before one. */
  currentDirection: RTCRtpTransceiverDirection | null = null;
  readonly sender: FakeSender;
  readonly receiver: { readonly track: MediaStreamTrack };

  constructor(
    readonly kind: 'audio' | 'video',
    public direction: RTCRtpTransceiverDirection,
    track: MediaStreamTrack | null,
    isClosed: () => boolean,
    iceTransport: EventTarget,
  ) {
    this.sender = new FakeSender(kind, track, isClosed, { iceTransport });
    this.receiver = { track: new FakeTrack(kind).asTrack };
  }
}

/** Sends one track, or none. */
export class FakeSender {
  constructor(
    private readonly kind: 'audio' | 'video',
    public track: MediaStreamTrack | null,
    private readonly isClosed: () => boolean,
    readonly transport: { readonly iceTransport: EventTarget },
  ) {}

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    if (this.isClosed()) throw new DOMException('the connection is closed', 'InvalidStateError');
    if (track !== null && track.kind !== this.kind)
      throw new TypeError(`${track.kind} track on the ${this.kind} sender`);
    await Promise.resolve();
    if (!this.isClosed()) this.track = track;
  }

  /** How many pictures were asked to be whole ones. */
  keyFrames = 0;

  /** Whether pictures go out. */
  isActive = true;

  /** How each change of how it sends has scaled its pictures down, the first setting included. */
  readonly scales: number[] = [];
  private changing = false;

  getParameters(): RTCRtpSendParameters {
    const encodings = [{ active: this.isActive, scaleResolutionDownBy: this.scales.at(-1) ?? 1 }];
    return { transactionId: '', codecs: [], headerExtensions: [], rtcp: {}, encodings };
  }

  async setParameters(
    { encodings: [encoding] }: RTCRtpSendParameters,
    options: { readonly encodingOptions?: readonly { readonly keyFrame?: boolean }[] } = {},
  ): Promise<void> {
    if (this.isClosed()) throw new DOMException('the connection is closed', 'InvalidStateError');
    if (this.changing) throw new DOMException('the parameters are being changed', 'InvalidStateError');
    this.changing = true;
    await Promise.resolve();
    this.changing = false;
    if (options.encodingOptions?.[0]?.keyFrame === true) this.keyFrames += 1;
    const { active = true, scaleResolutionDownBy = 1 } = encoding ?? {};
    this.isActive = active;
    if (scaleResolutionDownBy !== (this.scales.at(-1) ?? 1)) this.scales.push(scaleResolutionDownBy);
  }
}
