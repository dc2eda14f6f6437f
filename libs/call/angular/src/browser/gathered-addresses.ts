import type { FoundAddresses } from '@holdfast/call-engine';
import {
  delay,
  filter,
  fromEvent,
  lastValueFrom,
  map,
  merge,
  take,
  takeUntil,
  takeWhile,
  tap,
  timer,
  type SchedulerLike,
} from 'rxjs';

/** How long a browser is given at most to name the addresses of its machine, in ms: without servers to ask it is done sooner. */
const GATHER_MS = 300;

/**
 * How long a connection is kept at most for its browser to finish with it, in ms. Chromium 156 never lets go of one that is closed while what it
 * has gathered is about to be told.
 */
const LET_GO_MS = 5_000;

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
  const candidates$ = fromEvent<RTCPeerConnectionIceEvent>(connection, 'icecandidate').pipe(
    map(({ candidate }) => candidate),
  );
  // also where that takes longer than anybody waits for it
  merge(candidates$.pipe(filter((candidate) => candidate === null)), timer(LET_GO_MS, scheduler))
    .pipe(take(1), delay(0, scheduler))
    .subscribe(() => connection.close());
  const found = new Set<string>();
  let areAll = false;
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
}
