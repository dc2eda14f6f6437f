import { alwaysGranted, createCall, createLocalMedia } from '@holdfast/call-engine';
import { SocketIoTransport } from '@holdfast/call-socket-io';
import { asyncScheduler, share } from 'rxjs';
import type { CallOptions, CallParts } from '../call-parts';
import { BrowserMediaDevices } from './browser-media-devices';
import { gatheredAddresses } from './gathered-addresses';
import { ForgivingStorage } from './forgiving-storage';
import { IndexedTexts } from './indexed-texts';
import { monotonicScheduler } from './monotonic-scheduler';
import { PageEvents } from './page-events';
import { PageMemory } from './page-memory';
import { PageSeatStorage } from './page-seat-storage';
import { restored } from './restored';
import { RoomRecords } from './room-records';
import { ticksWhileJoined, workerPulse } from './worker-pulse';
import { Speakers, type SpeakerPrompting } from './speakers';
import { WebSeatLock } from './web-seat-lock';

/** What of `navigator` the standard library of TypeScript calls certain and browsers do not. */
interface RealNavigator {
  readonly mediaDevices?: MediaDevices & SpeakerPrompting;
  readonly permissions?: Permissions;
  readonly connection?: EventTarget;
  /** Absent where the page is no secure context: on plain http from another machine. */
  readonly locks?: LockManager;
}

/** Where the server of this project answers anybody. Another one may answer what it likes: any answer shows that it is there. */
const HEALTH_PATH = '/healthcheck';

/** The engine over Socket.IO, on the devices and the storage of a browser's window. */
export function browserParts(window: Window & typeof globalThis, { origin, pulseWorker }: CallOptions): CallParts {
  const { mediaDevices, permissions, connection, locks }: RealNavigator = window.navigator;
  const canSetSpeaker = 'setSinkId' in window.HTMLMediaElement.prototype;
  const isOnline = () => window.navigator.onLine;
  const page = new PageEvents({ window, document: window.document, connection, isOnline });
  const tab = new ForgivingStorage(() => window.sessionStorage);
  const machine = new ForgivingStorage(() => window.localStorage);
  const durable = new IndexedTexts();
  const offInRooms = new RoomRecords(machine, 'holdfast.off.', () => Date.now(), durable);
  const seats = locks ? new RoomRecords(machine, 'holdfast.seat.', () => Date.now(), durable) : null;
  const memory = new PageMemory(machine, tab, offInRooms);
  const devices = new BrowserMediaDevices({
    mediaDevices,
    permissions,
    canSetSpeaker,
    focused$: page.focused$,
    used$: page.used$,
    createContext: () => new window.AudioContext(),
    createStream: (track) => new window.MediaStream([track]),
  });
  const isGecko = 'mozInnerScreenX' in window;
  const health = new URL(HEALTH_PATH, origin ?? window.location.origin);
  const transport = new SocketIoTransport({
    origin,
    reach: isGecko
      ? // without credentials it has connections of its own, and whatever is answered will do
        (signal) => window.fetch(health, { signal, mode: 'no-cors', credentials: 'omit', cache: 'no-store' })
      : undefined,
  });
  const storage = new PageSeatStorage(tab, seats);
  const lock = locks ? new WebSeatLock({ locks, hidden$: page.hidden$, isBack$: page.isBack$ }) : alwaysGranted;
  const monotonic = monotonicScheduler(window.performance);
  const pulse$ =
    pulseWorker === undefined
      ? undefined
      : workerPulse({ start: () => new window.Worker(pulseWorker), scheduler: monotonic }).pipe(share());
  return {
    createCall: (room, media) => {
      const call = createCall(room, {
        transport,
        storage,
        lock,
        media,
        createConnection: (configuration) => new window.RTCPeerConnection(configuration),
        random: (bytes) => window.crypto.getRandomValues(bytes),
        scheduler: monotonic,
        pulse$,
        findAddresses: () =>
          gatheredAddresses({ createConnection: () => new window.RTCPeerConnection(), scheduler: monotonic }),
        restartHealsFailure: !isGecko,
      });
      if (pulse$ !== undefined) ticksWhileJoined(call, pulse$);
      return call;
    },
    createMedia: () => createLocalMedia({ devices, memory }),
    page,
    memory,
    restored: restored(seats === null ? [offInRooms] : [offInRooms, seats]),
    speakers: new Speakers({ prompting: mediaDevices, canSetSpeaker }),
    secure: mediaDevices !== undefined,
    scheduler: asyncScheduler,
  };
}
