import { MutableBehavior, type Behavior } from '../behavior';
import type { OutgoingMedia } from '../media/local-media';
import type { PeerConnectionPort } from '../ports/peer-connection';
import type { Scope } from '../scope';

/**
 * How much smaller the first pictures are, in width and height. Browsers begin with 300 kbit/s: Chromium throws whole pictures of 720 lines
 * away until they fit, which takes it a quarter of a second, and Firefox needs a tenth of a second for one. Pictures of a
 * quarter fit at once; those of half the size do not yet.
 */
const SMALL_START = 4;
/** How long they are, in ms from the first contact: by then browsers know what the line can carry. */
const SMALL_FOR_MS = 1_000;

/** When pictures that the browser would not send again are asked for once more, in ms. */
const RESUME_AGAIN_MS = 500;

/** What a connection receives. */
export interface RemoteTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** What `setParameters` takes beside the parameters (W3C WebRTC Extensions, "RTCSetParameterOptions"). Not in TypeScript's library. */
interface KeyFrameSender extends RTCRtpSender {
  setParameters(
    parameters: RTCRtpSendParameters,
    options?: { readonly encodingOptions?: readonly { readonly keyFrame: boolean }[] | undefined },
  ): Promise<void>;
}

/** Audio and video of one connection: there from the first description on, with or without tracks, and bound to the own media. */
export class Transceivers {
  /** What is received, from the first description on. */
  readonly tracks$: Behavior<RemoteTracks>;
  private readonly tracks = new MutableBehavior<RemoteTracks>({ audio: null, video: null });
  private changing: Promise<void> = Promise.resolve();
  private isPaused = false;

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
    const sendEncodings = [{ scaleResolutionDownBy: SMALL_START }];
    this.connection.addTransceiver(video$.value ?? 'video', { direction: 'sendrecv', sendEncodings });
    this.attach();
  }

  /** Takes those that the first offer has made. */
  take(): void {
    for (const transceiver of this.connection.getTransceivers()) transceiver.direction = 'sendrecv';
    this.scale(SMALL_START);
    this.attach();
  }

  /** Media flows from now on: pictures get their whole size once the line is known. */
  connected(): void {
    this.scope.after(SMALL_FOR_MS, () => this.scale(1));
  }

  /**
   * Sends no pictures while they reach nobody: all that was lost is asked for again once something gets through, and the other browser
   * shows what is new only behind that (measured in Chromium: up to 3 s later).
   */
  pause(): void {
    this.isPaused = true;
    this.change((encoding) => ({ ...encoding, active: false }));
  }

  /** Sends pictures again, a whole one first. */
  resume(): void {
    this.isPaused = false;
    this.change((encoding) => ({ ...encoding, active: true }));
    this.makeKeyFrame();
  }

  /**
   * Makes the next picture a whole one, where the browser can: after a loss the other side waits about a second before it asks for it.
   * A browser that does not know the option passes over it.
   */
  private makeKeyFrame(): void {
    if (this.videoSender?.track != null) this.change((encoding) => encoding, [{ keyFrame: true }]);
  }

  private get videoSender(): RTCRtpSender | undefined {
    return this.connection.getTransceivers()[1]?.sender;
  }

  private scale(scaleResolutionDownBy: number): void {
    this.change((encoding) => ({ ...encoding, scaleResolutionDownBy }));
  }

  /** Changes how video is sent. One after the other: browsers refuse two at once (W3C WebRTC section 5.2, `setParameters`). */
  private change(
    encoding: (now: RTCRtpEncodingParameters) => RTCRtpEncodingParameters,
    encodingOptions?: readonly { readonly keyFrame: boolean }[],
  ): void {
    const change = async () => {
      const sender = this.videoSender as KeyFrameSender | undefined;
      if (sender === undefined || this.scope.ended) return;
      const parameters = sender.getParameters();
      parameters.encodings = parameters.encodings.map(encoding);
      await sender.setParameters(parameters, { encodingOptions });
    };
    // what a browser refuses here is a matter of beauty, but for pictures that stay away
    this.changing = this.changing.then(change).catch(() => this.retryResume());
  }

  private retryResume(): void {
    if (this.isPaused || this.scope.ended) return;
    this.scope.after(RESUME_AGAIN_MS, () => {
      const isSilent = this.videoSender?.getParameters().encodings.some(({ active }) => active === false);
      if (!this.isPaused && isSilent === true) this.resume();
    });
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
