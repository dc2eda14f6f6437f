import { MutableBehavior, type Behavior } from '../behavior';
import type { OutgoingMedia } from '../media/local-media';
import type { PeerConnectionPort } from '../ports/peer-connection';
import type { Scope } from '../scope';

/** What a connection receives. */
export interface RemoteTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** What `setParameters` takes beside the parameters (W3C WebRTC Extensions, "RTCSetParameterOptions"). Not in TypeScript's library. */
interface KeyFrameSender {
  setParameters(
    parameters: RTCRtpSendParameters,
    options: { readonly encodingOptions: readonly { readonly keyFrame: boolean }[] },
  ): Promise<void>;
}

/** Audio and video of one connection: there from the first description on, with or without tracks, and bound to the own media. */
export class Transceivers {
  /** What is received, from the first description on. */
  readonly tracks$: Behavior<RemoteTracks>;
  private readonly tracks = new MutableBehavior<RemoteTracks>({ audio: null, video: null });

  constructor(
    private readonly scope: Scope,
    private readonly connection: PeerConnectionPort,
    private readonly media: OutgoingMedia,
    private readonly failed: (step: string, error: unknown) => void,
  ) {
    this.tracks$ = this.tracks;
    scope.atEnd(() => this.tracks.complete());
  }

  /** Whether they were set up. */
  get areSetUp(): boolean {
    return this.tracks.value.audio !== null;
  }

  /** Makes them, before the first offer. */
  add(): void {
    const { audio$, video$ } = this.media;
    this.connection.addTransceiver(audio$.value ?? 'audio', { direction: 'sendrecv' });
    this.connection.addTransceiver(video$.value ?? 'video', { direction: 'sendrecv' });
    this.attach();
  }

  /** Takes those that the first offer has made. */
  take(): void {
    for (const transceiver of this.connection.getTransceivers()) transceiver.direction = 'sendrecv';
    this.attach();
  }

  /**
   * Makes the next picture a whole one, where the browser can: after a loss the other side waits about a second before it asks for it.
   * A browser that does not know the option passes over it.
   */
  makeKeyFrame(): void {
    const sender = this.connection.getTransceivers()[1]?.sender;
    if (sender?.track == null) return;
    const parameters = sender.getParameters();
    const encodingOptions = parameters.encodings.map(() => ({ keyFrame: true }));
    // refused while the browser changes the parameters itself: the other side asks in the end
    (sender as KeyFrameSender).setParameters(parameters, { encodingOptions }).catch(() => undefined);
  }

  /** Binds both senders to what the own media gives, and tells what is received. */
  private attach(): void {
    const [audio, video] = this.connection.getTransceivers();
    if (audio === undefined || video === undefined) return;
    this.tracks.next({ audio: audio.receiver.track, video: video.receiver.track });
    this.scope.listen(this.media.audio$, (track) => this.replace(audio.sender, track));
    this.scope.listen(this.media.video$, (track) => this.replace(video.sender, track));
  }

  private replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    if (sender.track === track) return;
    sender.replaceTrack(track).catch((error: unknown) => this.failed('replaceTrack', error));
  }
}
