import { InjectionToken } from '@angular/core';
import type { ConnectionState, MediaPath } from '@holdfast/call-engine';
import type { TroubledDevices } from './devices/device-help';

/** What a tile says over its picture: what happened, and what happens next. */
export interface TileMessage {
  readonly title: string;
  readonly detail: string;
}

/** Everything the components of this library say. Give another object for another language. */
export interface CallTexts {
  /** Who has not given a name. */
  readonly guest: string;
  readonly you: string;
  readonly microphone: string;
  readonly camera: string;
  readonly speaker: string;
  readonly microphoneLevel: string;
  readonly mute: string;
  readonly unmute: string;
  readonly turnCameraOff: string;
  readonly turnCameraOn: string;
  readonly devices: string;
  readonly leave: string;
  readonly controls: string;
  readonly pickSpeaker: string;
  readonly copyLink: string;
  readonly linkCopied: string;
  readonly copyFailed: string;
  readonly shareLink: string;
  readonly showQrCode: string;
  readonly qrCode: string;
  readonly yourMicrophoneIsOff: string;
  readonly yourCameraIsOff: string;
  microphoneIsOff(name: string): string;
  cameraIsOff(name: string): string;
  askAgain(devices: TroubledDevices): string;
  /** What stands in a picker for a device without a label. */
  unnamedDevice(kind: string, position: number): string;
  readonly path: Readonly<Record<MediaPath, string>>;
  /** What the tile of a peer says about its connection; `null` where all is well. */
  readonly connection: Readonly<Record<ConnectionState, ((name: string) => TileMessage) | null>>;
  /** What stands beside the name of a peer that has no socket at the moment, while its media flows. */
  readonly awayNote: string;
  /** What the tile says of a peer that has no socket and no connection at the moment. */
  away(name: string): TileMessage;
  /** What every tile says where neither the server nor any peer can be reached. */
  readonly noNetwork: TileMessage;
}

/** The texts in English. */
export const ENGLISH: CallTexts = {
  guest: 'Guest',
  you: 'You',
  microphone: 'Microphone',
  camera: 'Camera',
  speaker: 'Speaker',
  microphoneLevel: 'Microphone level',
  mute: 'Mute',
  unmute: 'Unmute',
  turnCameraOff: 'Turn camera off',
  turnCameraOn: 'Turn camera on',
  devices: 'Camera, microphone and speaker',
  leave: 'Leave',
  controls: 'Microphone and camera',
  pickSpeaker: 'Pick a speaker',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  copyFailed: 'Copying did not work. Mark the link and copy it by hand.',
  shareLink: 'Share',
  showQrCode: 'QR code',
  qrCode: 'QR code of the link',
  yourMicrophoneIsOff: 'Your microphone is off',
  yourCameraIsOff: 'Your camera is off',
  microphoneIsOff: (name) => `${name}’s microphone is off`,
  cameraIsOff: (name) => `${name}’s camera is off`,
  askAgain: (devices) => (devices === 'both' ? 'Try both again' : `Try the ${devices} again`),
  unnamedDevice: (kind, position) => `${kind} ${position}`,
  path: { direct: 'Direct, encrypted', relayed: 'Relayed, encrypted' },
  connection: {
    none: (name) => ({ title: `${name} is here`, detail: 'The connection is about to be made.' }),
    connecting: (name) => ({ title: `Connecting to ${name}`, detail: 'This takes a moment.' }),
    connected: null,
    waiting: (name) => ({ title: `No contact with ${name}`, detail: 'Waiting a moment: it may come back by itself.' }),
    restarting: (name) => ({ title: `The connection to ${name} broke off`, detail: 'Looking for another way.' }),
    renewing: (name) => ({ title: `The connection to ${name} broke off`, detail: 'Making a new one.' }),
    unreachable: (name) => ({
      title: `${name} can’t be reached`,
      detail: 'Trying on. The call is back as soon as there is a way.',
    }),
  },
  awayNote: 'no contact with the server',
  away: (name) => ({ title: `${name} is away`, detail: 'The place is kept. The call goes on when the page is back.' }),
  noNetwork: {
    title: 'Your network seems to be gone',
    detail: 'The call comes back by itself as soon as it works again.',
  },
};

/** The texts in use. English where nothing else is provided. */
export const CallTexts = new InjectionToken<CallTexts>('CallTexts', { factory: () => ENGLISH });
