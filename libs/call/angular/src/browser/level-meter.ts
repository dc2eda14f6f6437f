import { asyncScheduler, catchError, interval, map, Observable, of, type SchedulerLike } from 'rxjs';

/** What is used of Web Audio (W3C Web Audio API, sections 1.2 and 1.8). */
export interface AudioBrowser {
  createContext(): Pick<AudioContext, 'close' | 'createAnalyser' | 'createMediaStreamSource' | 'resume'>;
  createStream(track: MediaStreamTrack): MediaStream;
  /** A click or key of the person: browsers may let a page measure only after one. */
  readonly used$: Observable<unknown>;
}

/** About 15 times a second: enough for the eye, and for a laptop's battery. */
const PERIOD_MS = 66;
/** What counts as silent and as loud, in dB below full scale. */
const SILENT_DB = -60;
const LOUD_DB = -10;

/** How loud a track is, 0 to 1 on a scale of decibels; measured only while subscribed, and 0 where the browser can't measure it. */
export function levelOf$(
  track: MediaStreamTrack,
  browser: AudioBrowser,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<number> {
  return new Observable<number>((subscriber) => {
    const context = browser.createContext();
    subscriber.add(() => void context.close());
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    const source = context.createMediaStreamSource(browser.createStream(track));
    source.connect(analyser);
    subscriber.add(() => source.disconnect());
    const samples = new Float32Array(analyser.fftSize);
    subscriber.add(
      interval(PERIOD_MS, scheduler)
        .pipe(
          map(() => {
            analyser.getFloatTimeDomainData(samples);
            return loudness(samples);
          }),
        )
        .subscribe(subscriber),
    );
    // a resume that is under way when the context is closed is rejected
    subscriber.add(browser.used$.subscribe(() => context.resume().catch(() => undefined)));
    // NotSupportedError: Firefox measures no microphone whose sample rate is not that of the speaker (headsets); a call needs no meter
  }).pipe(catchError(() => of(0)));
}

/** Root mean square of the samples, as decibels between silent and loud. */
function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  if (power === 0) return 0;
  const level = (10 * Math.log10(power) - SILENT_DB) / (LOUD_DB - SILENT_DB);
  return Math.min(1, Math.max(0, level));
}
