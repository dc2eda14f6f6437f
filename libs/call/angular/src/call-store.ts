import { Service, type Signal } from '@angular/core';
import type { CallState, DeviceChoices, DeviceState, MediaKind, Peer, SignalingState } from '@holdfast/call-engine';
import type { Participant } from '@holdfast/protocol';
import type { CallSummary } from './call-summary';
import type { SpeakerChoice } from './speakers';

/** Which devices are in use or were picked, by id; empty where the browser decides. */
export interface ChosenDevices {
  readonly microphone: string;
  readonly camera: string;
  readonly speaker: string;
}

/**
 * One room as a page sees it: the engine's streams as signals, and what a person can do. Provided by `provideCall()` in the
 * `providers` of the page's component: one store for one page, and everything ends with it.
 */
@Service({ autoProvided: false })
export class CallStore {
  /** The room that was entered; `null` outside of one. */
  declare readonly room: Signal<string | null>;
  /** Where the page stands with the room. `idle` is the lobby. */
  declare readonly state: Signal<CallState>;
  /** How the link to the server stands. Media does not depend on it. */
  declare readonly signaling: Signal<SignalingState>;
  /** One's own seat; `null` before `joined`. */
  declare readonly self: Signal<Participant | null>;
  /** Everybody else, by order. */
  declare readonly peers: Signal<readonly Peer[]>;
  declare readonly microphone: Signal<DeviceState>;
  declare readonly camera: Signal<DeviceState>;
  /** What can be picked now. */
  declare readonly choices: Signal<DeviceChoices>;
  declare readonly chosen: Signal<ChosenDevices>;
  /** How a speaker is chosen in this browser. */
  declare readonly speakerChoice: SpeakerChoice;
  /** How loud the own microphone is, 0 to 1. Measured in the lobby alone; 0 in a call. */
  declare readonly level: Signal<number>;
  /** The own camera while it is on. */
  declare readonly previewTrack: Signal<MediaStreamTrack | null>;
  /** The name that was joined with last, on this device; empty at first. */
  declare readonly name: Signal<string>;
  /** Since when somebody has been connected in this call, in ms since the epoch; `null` before and after the call. */
  declare readonly connectedSince: Signal<number | null>;
  /** What was, once the call has ended; `null` until then and again from the next `join`. */
  declare readonly summary: Signal<CallSummary | null>;
  /** Whether the browser hands out devices to this page at all: false on plain http from another machine. */
  declare readonly secure: boolean;

  /** Opens a room's lobby: asks for the devices, keeps the way to the server warm, and after a reload joins by itself. */
  enter(room: string): void {
    void room;
  }

  /** Leaves the room's pages: ends the call without a word and lets the devices go. A no-op outside of a room. */
  exit(): void {}

  /** Takes a seat; remembers the name. Also after `refused` and `ended`, where devices that were let go are asked for again. */
  join(name: string): void {
    void name;
  }

  /** Gives the seat up and lets the devices go; resolves when the server knows or 250 ms have passed. */
  async leave(): Promise<void> {}

  /** Mutes or unmutes; asks for the microphone where there is none yet. */
  toggleMicrophone(): void {}

  /** Turns the camera off or on; asks for it where there is none yet. */
  toggleCamera(): void {}

  /** Asks again for a device that is unavailable. */
  retry(kind: MediaKind): void {
    void kind;
  }

  /** Takes another device, and remembers it. The page applies `chosen().speaker` to its media elements (`setSinkId`). */
  select(kind: MediaKind | 'speaker', deviceId: string): void {
    void [kind, deviceId];
  }

  /** Opens the browser's own speaker prompt, where `speakerChoice` is `prompt`. Call it from a click. A dismissed prompt changes nothing. */
  async promptSpeaker(): Promise<void> {}
}
