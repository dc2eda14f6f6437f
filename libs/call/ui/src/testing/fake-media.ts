/** A media stream as far as the components use one; jsdom has none. */
class FakeMediaStream {
  constructor(private readonly tracks: readonly MediaStreamTrack[]) {}

  getTracks(): readonly MediaStreamTrack[] {
    return this.tracks;
  }
}

/** What the media elements of a spec do, and what was asked of them. */
export interface FakeMedia {
  /** Lets the autoplay policy refuse from now on, with an error of this name. */
  refuseToPlay(name: string): void;
  allowToPlay(): void;
  /** Lets this speaker be one that is gone or not allowed, from now on. */
  refuseSpeaker(id: string): void;
  /** The speaker that each element was sent to last, in the order of the elements. */
  readonly speakers: Map<HTMLMediaElement, string>;
  /** The tracks of which a frame was drawn on a canvas, in order. */
  readonly drawn: readonly MediaStreamTrack[];
}

/** Gives jsdom media elements that play, until a spec says otherwise, and canvases that can be drawn on. */
export function fakeMedia(): FakeMedia {
  let refusal: string | null = null;
  const noSpeakers = new Set<string>();
  const speakers = new Map<HTMLMediaElement, string>();
  const drawn: MediaStreamTrack[] = [];
  Object.assign(globalThis, { MediaStream: FakeMediaStream });
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    configurable: true,
    value: () => ({ drawImage: (element: HTMLMediaElement) => drawn.push(...playedBy(element)) }),
  });
  Object.defineProperties(HTMLMediaElement.prototype, {
    play: {
      configurable: true,
      value: () => (refusal ? Promise.reject(new DOMException('', refusal)) : Promise.resolve()),
    },
    setSinkId: {
      configurable: true,
      value(this: HTMLMediaElement, id: string) {
        if (noSpeakers.has(id)) return Promise.reject(new DOMException('', 'NotFoundError'));
        speakers.set(this, id);
        return Promise.resolve();
      },
    },
  });
  return {
    refuseToPlay: (name) => (refusal = name),
    allowToPlay: () => (refusal = null),
    refuseSpeaker: (id) => noSpeakers.add(id),
    speakers,
    drawn,
  };
}

/** The element has the first frame of what it plays. */
export function getsAFrame(video: HTMLVideoElement | null): void {
  video?.dispatchEvent(new Event('loadeddata'));
}

/** A track that can be told from others. */
export function fakeTrack(kind: 'audio' | 'video'): MediaStreamTrack {
  return { kind, id: `${kind}-${Math.random()}` } as MediaStreamTrack;
}

/** The tracks that an element plays. */
export function playedBy(element: HTMLMediaElement | null): readonly MediaStreamTrack[] {
  return (element?.srcObject as MediaStream | null)?.getTracks() ?? [];
}
