import type { Observable } from 'rxjs';

/** How far apart two ticks of a pulse are, in ms: half of the time between two beats. */
export const PULSE_MS = 125;

/**
 * Ticks every `PULSE_MS` for as long as somebody listens: beats, what goes again in-band, and the watch on silence hang on it. Apart from
 * the scheduler because a browser slows the timers of a hidden page down to one in a second or less: in a page the ticks come from a
 * worker, whose timers run on.
 */
export type Pulse = Observable<unknown>;
