import type { MediaKind } from '../ports/media-devices';
import type { DeviceState, MediaProblem } from './device-state';

/** One question to the browser for a track. Its identity tells its answer from the answer to an older question. */
export interface DeviceRequest {
  /** Which device; `null` lets the browser choose. */
  readonly deviceId: string | null;
  /** The device to go back to where this one can't be had; `null` where there is none. */
  readonly instead: string | null;
  /** What led to it: the person (or a reason that is over), or a device that vanished. */
  readonly after: 'wish' | 'loss';
}

/** What the person wants of a device, whether it can be had or not. */
export type Wanted = 'on' | 'off';

/**
 * Everything that is known of one microphone or camera. Tracks that are open stand in it, and the request that is under way:
 * whatever is not in it is closed. `DeviceState` is what of it a page sees.
 */
export type Device =
  | { readonly status: 'idle' }
  | { readonly status: 'asking'; readonly wanted: Wanted; readonly request: DeviceRequest }
  | {
      readonly status: 'on';
      readonly track: MediaStreamTrack;
      readonly deviceId: string;
      /** What led to the request that gave the track. */
      readonly after: DeviceRequest['after'];
      /** The device that takes its place as soon as it is open. */
      readonly replacement: DeviceRequest | null;
    }
  | {
      readonly status: 'off';
      /** A muted microphone is kept, so that it speaks again at once; a camera is let go, so that its light is out. */
      readonly track: MediaStreamTrack | null;
      readonly deviceId: string;
      readonly after: DeviceRequest['after'];
      readonly replacement: DeviceRequest | null;
    }
  | { readonly status: 'unavailable'; readonly wanted: Wanted; readonly problem: MediaProblem };

/** What happens to a device. */
export type DeviceEvent =
  /** `preferred`: the device to ask for where none was in use; `null` lets the browser choose. */
  | { readonly type: 'turned-on'; readonly preferred: string | null }
  | { readonly type: 'turned-off' }
  | { readonly type: 'selected'; readonly deviceId: string }
  | {
      readonly type: 'opened';
      readonly request: DeviceRequest;
      readonly track: MediaStreamTrack;
      readonly deviceId: string;
    }
  | { readonly type: 'failed'; readonly request: DeviceRequest; readonly problem: MediaProblem }
  /** The device of an open track is gone. */
  | { readonly type: 'vanished'; readonly track: MediaStreamTrack }
  /** The reason why it was unavailable may be over. */
  | { readonly type: 'cleared'; readonly problem: MediaProblem; readonly preferred: string | null }
  | { readonly type: 'released' };

export const IDLE: Device = { status: 'idle' };

/** The one place that decides what becomes of a device. Events that mean nothing in a state leave it as it is. */
export function transition(device: Device, event: DeviceEvent, kind: MediaKind): Device {
  switch (event.type) {
    case 'turned-on':
      return turnedOn(device, event.preferred);
    case 'turned-off':
      return turnedOff(device, kind);
    case 'selected':
      return selected(device, event.deviceId);
    case 'opened':
      return opened(device, event, kind);
    case 'failed':
      return failed(device, event);
    case 'vanished':
      return vanished(device, event.track);
    case 'cleared':
      return cleared(device, event, kind);
    case 'released':
      return IDLE;
  }
}

function turnedOn(device: Device, preferred: string | null): Device {
  switch (device.status) {
    case 'idle':
    case 'unavailable':
      return asking('on', preferred);
    case 'asking':
      return device.wanted === 'on' ? device : { ...device, wanted: 'on' };
    case 'off':
      return device.track === null
        ? asking('on', device.deviceId || preferred)
        : { ...device, status: 'on', track: device.track };
    case 'on':
      return device;
  }
}

function turnedOff(device: Device, kind: MediaKind): Device {
  switch (device.status) {
    case 'idle':
      return { status: 'off', track: null, deviceId: '', after: 'wish', replacement: null };
    case 'on':
      // a camera that is just being changed goes out at once; the answer still tells which one it is from now on
      if (kind === 'camera' && device.replacement !== null)
        return { status: 'asking', wanted: 'off', request: device.replacement };
      return { ...device, status: 'off', track: kind === 'microphone' ? device.track : null };
    case 'asking':
    case 'unavailable':
      return device.wanted === 'off' ? device : { ...device, wanted: 'off' };
    case 'off':
      return device;
  }
}

function selected(device: Device, deviceId: string): Device {
  switch (device.status) {
    case 'idle':
      return device;
    case 'asking':
    case 'unavailable':
      return asking(device.wanted, deviceId);
    case 'on':
      return replacing(device, deviceId);
    case 'off':
      return device.track === null ? { ...device, deviceId } : replacing(device, deviceId);
  }
}

function opened(device: Device, event: DeviceEvent & { type: 'opened' }, kind: MediaKind): Device {
  if (event.request !== requestOf(device)) return device;
  const { track, deviceId } = event;
  const { after } = event.request;
  return wantedOf(device) === 'on'
    ? { status: 'on', track, deviceId, after, replacement: null }
    : { status: 'off', track: kind === 'microphone' ? track : null, deviceId, after, replacement: null };
}

function failed(device: Device, event: DeviceEvent & { type: 'failed' }): Device {
  const { request, problem } = event;
  if (request !== requestOf(device)) return device;
  if (device.status === 'on' || device.status === 'off')
    // some machines hold one device of a kind at a time: once more with the old one closed, and back to it where that fails too
    return problem === 'busy'
      ? { status: 'asking', wanted: wantedOf(device), request: { ...request } }
      : { ...device, replacement: null };
  return request.instead === null
    ? { status: 'unavailable', wanted: wantedOf(device), problem }
    : asking(wantedOf(device), request.instead);
}

function vanished(device: Device, track: MediaStreamTrack): Device {
  if (!('track' in device) || device.track !== track) return device;
  const wanted = wantedOf(device);
  if (device.replacement !== null) return { status: 'asking', wanted, request: device.replacement };
  // what was fallen back to is lost as well: a camera that dies with each start would be started for ever
  if (device.after === 'loss') return { status: 'unavailable', wanted, problem: 'missing' };
  return { status: 'asking', wanted, request: { deviceId: null, instead: null, after: 'loss' } };
}

function cleared(device: Device, event: DeviceEvent & { type: 'cleared' }, kind: MediaKind): Device {
  if (device.status !== 'unavailable' || device.problem !== event.problem) return device;
  // a camera that nobody wants on is not opened to see whether it would
  if (kind === 'camera' && device.wanted === 'off') return turnedOff(IDLE, kind);
  return asking(device.wanted, event.preferred);
}

function asking(wanted: Wanted, deviceId: string | null): Device {
  return { status: 'asking', wanted, request: { deviceId, instead: null, after: 'wish' } };
}

function replacing(device: Device & { status: 'on' | 'off' }, deviceId: string): Device {
  return { ...device, replacement: { deviceId, instead: device.deviceId || null, after: 'wish' } };
}

function wantedOf(device: Device): Wanted {
  if ('wanted' in device) return device.wanted;
  return device.status === 'on' ? 'on' : 'off';
}

/** The request that is under way. */
export function requestOf(device: Device): DeviceRequest | null {
  if (device.status === 'asking') return device.request;
  return 'replacement' in device ? device.replacement : null;
}

/** The track that is open, heard or not. */
export function trackOf(device: Device): MediaStreamTrack | null {
  return 'track' in device ? device.track : null;
}

/** What a page sees of it. */
export function shownState(device: Device): DeviceState {
  switch (device.status) {
    case 'idle':
      return { status: 'idle' };
    case 'asking':
      return device.wanted === 'on' ? { status: 'asking' } : { status: 'off', deviceId: device.request.deviceId ?? '' };
    case 'on':
      return { status: 'on', track: device.track, deviceId: device.deviceId };
    case 'off':
      return { status: 'off', deviceId: device.deviceId };
    case 'unavailable':
      return { status: 'unavailable', problem: device.problem };
  }
}
