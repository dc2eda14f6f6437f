import type { Subject } from 'rxjs';
import { PULSE_MS } from '../ports/pulse';

/** Virtual time goes by, with a tick of the pulse each time one is due. @param each happens right before each tick */
export async function passTicks(pulse: Subject<null>, ms: number, each: () => void = () => undefined): Promise<void> {
  for (let at = 0; at < ms; at += PULSE_MS) {
    await jest.advanceTimersByTimeAsync(PULSE_MS);
    each();
    pulse.next(null);
  }
  await jest.advanceTimersByTimeAsync(0);
}
