import { Subject } from 'rxjs';
import type { AudioBrowser } from '../browser/level-meter';

/** Web Audio that hears what the spec says. */
export class FakeAudio implements AudioBrowser {
  readonly used$ = new Subject<void>();
  /** Contexts that are not closed. */
  open = 0;
  resumed = 0;
  private amplitude = 0;

  /** A tone of the amplitude, 0 to 1, from now on. */
  play(amplitude: number): void {
    this.amplitude = amplitude;
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
      state: 'running',
      close: async () => void (this.open -= 1),
      resume: async () => void (this.resumed += 1),
      createAnalyser: () => analyser as unknown as AnalyserNode,
      createMediaStreamSource: () => node as unknown as MediaStreamAudioSourceNode,
    };
  }

  createStream(track: MediaStreamTrack): MediaStream {
    return { getTracks: () => [track] } as unknown as MediaStream;
  }
}
