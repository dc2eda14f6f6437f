import type { FoundAddresses } from '@holdfast/call-engine';
import { filter, fromEvent, lastValueFrom, map, takeUntil, takeWhile, tap, timer, type SchedulerLike } from 'rxjs';

/** How long a browser is given at most to name the addresses of its machine, in ms: without servers to ask it is done sooner. */
const GATHER_MS = 300;

export interface GatheringParts {
  readonly createConnection: () => EventTarget &
    Pick<RTCPeerConnection, 'createDataChannel' | 'setLocalDescription' | 'close'>;
  readonly scheduler: SchedulerLike;
}

/**
 * The addresses of this machine as a connection that leads nowhere finds them. No event tells of another network: Chromium 156 on Linux fires
 * neither `online` nor `change`, and a connection that stands gathers nothing on a new interface; one that is made finds it after 1.5 s or more. Nobody is asked, and what is found stays here. A name that
 * hides an address (mDNS, where no device is allowed) is another one each time and left out.
 */
export async function gatheredAddresses({ createConnection, scheduler }: GatheringParts): Promise<FoundAddresses> {
  const connection = createConnection();
  try {
    const found = new Set<string>();
    let areAll = false;
    const candidates$ = fromEvent<RTCPeerConnectionIceEvent>(connection, 'icecandidate').pipe(
      map(({ candidate }) => candidate),
    );
    const gathered$ = candidates$.pipe(
      tap((candidate) => (areAll = candidate === null)),
      takeWhile((candidate) => candidate !== null),
      takeUntil(timer(GATHER_MS, scheduler)),
      map(({ candidate }) => candidate.split(' ')[4]),
      filter((address) => address !== undefined && !address.endsWith('.local')),
      tap((address) => found.add(address)),
    );
    const done = lastValueFrom(gathered$, { defaultValue: null });
    connection.createDataChannel('addresses');
    await connection.setLocalDescription();
    await done;
    return { addresses: [...found], areAll };
  } finally {
    // Chromium 156 never lets go of a connection that is closed while its last event is about to be told
    scheduler.schedule(() => connection.close());
  }
}
