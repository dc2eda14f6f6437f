import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import type { Connectivity } from '@holdfast/protocol';

/** What is used of `RTCPeerConnection` for a check. */
export type CheckConnection = Pick<
  RTCPeerConnection,
  | 'addEventListener'
  | 'addIceCandidate'
  | 'close'
  | 'createDataChannel'
  | 'iceGatheringState'
  | 'localDescription'
  | 'setLocalDescription'
  | 'setRemoteDescription'
>;

/** Makes a connection of this browser; `null` where it has none to give. */
export type CreateConnection = ((configuration: RTCConfiguration) => CheckConnection) | null;
export const CreateConnection = new InjectionToken<CreateConnection>('CreateConnection', {
  factory: () => {
    const window = inject(DOCUMENT).defaultView as (Window & typeof globalThis) | null;
    const Connection = window?.RTCPeerConnection;
    return Connection === undefined ? null : (configuration) => new Connection(configuration);
  },
});

/** How one server looks from this browser. */
export type SeenFromHere = 'works' | 'fails';

/** How long a browser is given to hear from a server, in ms: Chromium sends to a silent one for 9.5 s. */
const GATHER_MS = 10_000;
/** How long two ends are given to find each other through the relay, in ms. */
const LOOP_MS = 10_000;

type Server = Connectivity['servers'][number];

/** The configuration that leaves a browser nothing but this one URL. */
function only(server: Pick<Server, 'url' | 'kind'>, iceServers: readonly RTCIceServer[]): RTCConfiguration {
  const entry = iceServers.find(({ urls }) => urls.includes(server.url));
  return {
    iceServers: [{ ...entry, urls: server.url }],
    iceTransportPolicy: server.kind === 'turn' ? 'relay' : 'all',
  };
}

/**
 * Gathers with one URL alone. A STUN server that shows the browser the address that it has anyway (no NAT between them) makes no
 * candidate of its own: then it counts that no error was told.
 */
export async function gatherWith(
  create: NonNullable<CreateConnection>,
  server: Pick<Server, 'url' | 'kind'>,
  iceServers: readonly RTCIceServer[],
): Promise<SeenFromHere> {
  const wanted = server.kind === 'turn' ? 'relay' : 'srflx';
  let connection: CheckConnection;
  try {
    connection = create(only(server, iceServers));
  } catch {
    return 'fails'; // a URL that this browser can't read
  }
  try {
    return await within<SeenFromHere>(GATHER_MS, 'fails', (resolve, reject) => {
      let hasFailed = false;
      on<RTCPeerConnectionIceErrorEvent>(connection, 'icecandidateerror', () => (hasFailed = true));
      on<RTCPeerConnectionIceEvent>(connection, 'icecandidate', ({ candidate }) => {
        if (candidate?.candidate.includes(` typ ${wanted}`)) resolve('works');
      });
      on(connection, 'icegatheringstatechange', () => {
        if (connection.iceGatheringState !== 'complete') return;
        resolve(server.kind === 'stun' && !hasFailed ? 'works' : 'fails');
      });
      connection.createDataChannel('check');
      connection.setLocalDescription().catch(reject);
    });
  } finally {
    connection.close();
  }
}

/**
 * Sends a word from one connection of this browser to another and back, both through relays.
 * @returns how long the word took, in ms; `null` where it did not come back
 */
export async function echoThroughRelay(
  create: NonNullable<CreateConnection>,
  iceServers: readonly RTCIceServer[],
): Promise<number | null> {
  const configuration: RTCConfiguration = { iceServers: [...iceServers], iceTransportPolicy: 'relay' };
  const ends = [create(configuration), create(configuration)] as const;
  const [near, far] = ends;
  try {
    return await within<number | null>(LOOP_MS, null, (resolve, reject) => {
      carry(near, far);
      carry(far, near);
      const [mouth, ear] = ends.map((end) => end.createDataChannel('check', { negotiated: true, id: 0 }));
      let asked = 0;
      ear?.addEventListener('message', ({ data }) => ear.send(data as string));
      mouth?.addEventListener('open', () => {
        asked = performance.now();
        mouth.send('holdfast');
      });
      mouth?.addEventListener('message', () => resolve(Math.max(1, Math.round(performance.now() - asked))));
      negotiate(near, far).catch(reject);
    });
  } catch {
    return null; // the browser refused a step: no way either
  } finally {
    for (const end of ends) end.close();
  }
}

/** What `begin` resolves with, or `late` where it takes longer than so many ms. */
async function within<T>(
  ms: number,
  late: T,
  begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begun = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => resolve(late), ms);
    begin(resolve, reject);
  });
  return begun.finally(() => clearTimeout(timer));
}

async function negotiate(near: CheckConnection, far: CheckConnection): Promise<void> {
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
}

/** Takes the candidates of one end to the other, once that knows to whom they belong. */
function carry(from: CheckConnection, to: CheckConnection): void {
  on<RTCPeerConnectionIceEvent>(from, 'icecandidate', ({ candidate }) => {
    if (candidate === null) return;
    // one that comes before the description stands in it as well
    to.addIceCandidate(candidate).catch(() => undefined);
  });
}

function on<E extends Event>(connection: CheckConnection, type: string, listener: (event: E) => void): void {
  (connection as unknown as EventTarget).addEventListener(type, listener as EventListener);
}
