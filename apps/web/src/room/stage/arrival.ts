import { computed, linkedSignal, type Signal } from '@angular/core';
import { lasting } from '../lasting';
import type { Member } from './member';

/** Whether there are others, and whether they are shown. */
export type Arrival = 'nobody' | 'coming' | 'here';

/** How long a first connection may take until who it leads to is shown without it, in ms. */
const WORTH_A_LOOK = 500;
/** How long after somebody was shown nothing is drawn that a first picture can do without, in ms. */
const SETTLES_AFTER = 500;

/**
 * Who comes is shown together with the connection: that is mostly there before anybody had looked at a tile without one, and to draw that
 * tile takes the time of the connection. Who is shown stays so until all have gone.
 */
export function nextArrival(before: Arrival, members: readonly Member[], takesLong: boolean): Arrival {
  if (members.length === 0) return 'nobody';
  const connecting = members.every(({ peer }) => peer.connection === 'connecting');
  return connecting && before !== 'here' && !takesLong ? 'coming' : 'here';
}

/**
 * Follows the others onto the stage. `settled` is whether they have been shown for a moment, so that there is time for what is beside their
 * pictures. Call it where `inject` works.
 */
export function followArrival(members: Signal<readonly Member[]>): {
  readonly arrival: Signal<Arrival>;
  readonly settled: Signal<boolean>;
} {
  const arrival: Signal<Arrival> = linkedSignal<readonly Member[], Arrival>({
    source: members,
    computation: (now, previous) => nextArrival(previous?.value ?? 'nobody', now, takesLong()),
  });
  const takesLong = lasting(
    computed(() => arrival() === 'coming'),
    WORTH_A_LOOK,
  );
  const settled = lasting(
    computed(() => arrival() === 'here'),
    SETTLES_AFTER,
  );
  return { arrival, settled };
}
