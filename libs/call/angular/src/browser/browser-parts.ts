import { createCall, createLocalMedia } from '@holdfast/call-engine';
import { SocketIoTransport } from '@holdfast/call-socket-io';
import { asyncScheduler } from 'rxjs';
import type { CallParts } from '../call-parts';
import { BrowserMediaDevices } from './browser-media-devices';
import { ForgivingStorage } from './forgiving-storage';
import { PageEvents } from './page-events';
import { PageMemory } from './page-memory';
import { SessionSeatStorage } from './session-seat-storage';
import { Speakers, type SpeakerPrompting } from './speakers';

/** What of `navigator` the standard library of TypeScript calls certain and browsers do not. */
interface RealNavigator {
  readonly mediaDevices?: MediaDevices & SpeakerPrompting;
  readonly permissions?: Permissions;
  readonly connection?: EventTarget;
}

/** The engine over Socket.IO, on the devices and the storage of a browser's window. */
export function browserParts(window: Window & typeof globalThis, origin: string | undefined): CallParts {
  const { mediaDevices, permissions, connection }: RealNavigator = window.navigator;
  const canSetSpeaker = 'setSinkId' in window.HTMLMediaElement.prototype;
  const page = new PageEvents({ window, document: window.document, connection });
  const tab = new ForgivingStorage(() => window.sessionStorage);
  const memory = new PageMemory(new ForgivingStorage(() => window.localStorage), tab);
  const devices = new BrowserMediaDevices({
    mediaDevices,
    permissions,
    canSetSpeaker,
    focused$: page.focused$,
    used$: page.used$,
    createContext: () => new window.AudioContext(),
    createStream: (track) => new window.MediaStream([track]),
  });
  const transport = new SocketIoTransport({ origin });
  const storage = new SessionSeatStorage(tab);
  return {
    createCall: (room, media) =>
      createCall(room, {
        transport,
        storage,
        media,
        createConnection: (configuration) => new window.RTCPeerConnection(configuration),
        random: (bytes) => window.crypto.getRandomValues(bytes),
        scheduler: asyncScheduler,
      }),
    createMedia: () => createLocalMedia({ devices, memory }),
    page,
    memory,
    speakers: new Speakers({ prompting: mediaDevices, canSetSpeaker }),
    secure: mediaDevices !== undefined,
    scheduler: asyncScheduler,
  };
}
