import { firstValueFrom, fromEvent, timer, type SchedulerLike } from 'rxjs';

/** How long a browser is given to name the addresses of its machine, in ms: without servers to ask it is done in a few. */
const GATHER_MS = 300;

export interface GatheringParts {
  readonly createConnection: () => EventTarget &
    Pick<RTCPeerConnection, 'createDataChannel' | 'setLocalDescription' | 'close'>;
  readonly scheduler: SchedulerLike;
}

/**
 * The addresses of this machine as a connection that leads nowhere finds them. No event tells of another network: Chromium 156 on Linux fires
 * neither `online` nor `change`, and a connection that stands gathers nothing on a new interface. Nobody is asked, and what is found stays here. A name that
 * hides an address (mDNS, where no device is allowed) is another one each time and left out.
 */
export async function gatheredAddresses({ createConnection, scheduler }: GatheringParts): Promise<readonly string[]> {
  const connection = createConnection();
  try {
    const found = new Set<string>();
    const gathering = fromEvent<RTCPeerConnectionIceEvent>(connection, 'icecandidate').subscribe(({ candidate }) => {
      const address = candidate?.candidate.split(' ')[4];
      if (address !== undefined && !address.endsWith('.local')) found.add(address);
    });
    connection.createDataChannel('addresses');
    await connection.setLocalDescription();
    await firstValueFrom(timer(GATHER_MS, scheduler));
    gathering.unsubscribe();
    return [...found];
  } finally {
    connection.close();
  }
}
