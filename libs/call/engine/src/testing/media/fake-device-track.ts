/** As much of a `MediaStreamTrack` from a device as one's own media touches: a state, a device, and an end that is told. */
export class FakeDeviceTrack extends EventTarget {
  readyState: MediaStreamTrackState = 'live';
  enabled = true;
  /** How many listen to its end. */
  listeners = 0;

  constructor(
    readonly kind: 'audio' | 'video',
    readonly deviceId: string,
    readonly id: string,
  ) {
    super();
  }

  override addEventListener(...parameters: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1;
    super.addEventListener(...parameters);
  }

  override removeEventListener(...parameters: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1;
    super.removeEventListener(...parameters);
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }

  /** Closed by the page: browsers tell nobody (W3C Media Capture and Streams, section 4.3.1). */
  stop(): void {
    this.readyState = 'ended';
  }

  /** Ended by the world: unplugged, or not allowed any more. */
  breakOff(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  /** The track in the type of the browser. */
  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}
