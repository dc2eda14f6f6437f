import type { MediaPresence } from '@holdfast/protocol';
import type { Observable } from 'rxjs';
import type { Behavior } from '../behavior';
import type { MediaKind } from '../ports/media-devices';
import type { DeviceChoices, DeviceState } from './device-state';

/** What a call takes from one's own media: the two tracks that are sent, and what the others are told of them. */
export interface OutgoingMedia {
  /** What is sent as audio; `null` sends nothing. A change is a `replaceTrack`, never a negotiation. */
  readonly audio$: Behavior<MediaStreamTrack | null>;
  readonly video$: Behavior<MediaStreamTrack | null>;
  /** What the others are shown. */
  readonly shown$: Behavior<{ readonly microphone: MediaPresence; readonly camera: MediaPresence }>;
}

/** One's own microphone and camera, from the lobby to the end of the call. Nothing of it knows a room. */
export interface LocalMedia extends OutgoingMedia {
  readonly microphone$: Behavior<DeviceState>;
  readonly camera$: Behavior<DeviceState>;
  readonly choices$: Behavior<DeviceChoices>;
  /** How loud the own microphone is, 0 to 1. */
  readonly level$: Observable<number>;
  /** Asks for a device where it is `idle` or `unavailable`, turns it on where it is `off`. Kinds are asked for apart. */
  turnOn(kind: MediaKind): Promise<void>;
  /** Mutes the microphone, or turns the camera off and lets it go. */
  turnOff(kind: MediaKind): void;
  /** Takes another device of the kind; remembered for the next time. */
  select(kind: MediaKind, deviceId: string): Promise<void>;
  /** Lets both devices go and forgets what was asked; a later `turnOn` begins anew. */
  release(): void;
  /** Releases everything and ends every stream. */
  dispose(): void;
}
