let made = 0;

/** As much of a `MediaStreamTrack` as a call touches: an identity, a kind and an end. */
export class FakeTrack {
  readonly id = `track-${++made}`;
  readyState: MediaStreamTrackState = 'live';
  enabled = true;

  constructor(readonly kind: 'audio' | 'video') {}

  stop(): void {
    this.readyState = 'ended';
  }

  /** The track in the type of the browser. */
  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}
