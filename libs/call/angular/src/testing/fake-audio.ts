import { Subject } from 'rxjs';
import type { AudioBrowser } from '../browser/level-meter';

/** Web Audio that hears what the spec says. */
export class FakeAudio implements AudioBrowser {
  readonly used$ = new Subject<void>();
  /** Contexts that are not closed. */
  open = 0;
  resumed = 0;
  private amplitude = 0;
  private measures = true;

  /** A tone of the amplitude, 0 to 1, from now on. */
  play(amplitude: number): void {
    this.amplitude = amplitude;
  }

  /** No track can be measured from now on, as in Firefox where microphone and speaker have different sample rates. */
  refuse(): void {
    this.measures = false;
  }

  createContext(): ReturnType<AudioBrowser['createContext']> {
    this.open += 1;
    const node = { connect: () => undefined, disconnect: () => undefined };
    const analyser = {
      fftSize: 2048,
      getFloatTimeDomainData: (samples: Float32Array) =>
        samples.forEach((_, index) => (samples[index] = index % 2 ? this.amplitude : -this.amplitude)),
    };
    return {
      close: async () => void (this.open -= 1),
      resume: async () => void (this.resumed += 1),
      createAnalyser: () => analyser as unknown as AnalyserNode,
      createMediaStreamSource: () => {
        if (!this.measures) throw new DOMException('Different sample rates', 'NotSupportedError');
        return node as unknown as MediaStreamAudioSourceNode;
      },
    };
  }

  createStream(track: MediaStreamTrack): MediaStream {
    return { getTracks: () => [track] } as unknown as MediaStream;
  }
}
