/** Why there is no track of a kind, in words the page can act on. */
export type MediaProblem =
  /** The person or the browser said no. */
  | 'refused'
  /** There is no such device. */
  | 'missing'
  /** Another program holds it. */
  | 'busy'
  /** The page is not from a secure context: the browser hands out no devices. */
  | 'insecure'
  /** Anything else. */
  | 'failed';

/** One's own microphone or camera. */
export type DeviceState =
  /** Nobody has asked for it yet. */
  | { readonly status: 'idle' }
  /** The browser asks the person, or opens the device. */
  | { readonly status: 'asking' }
  /** It sends. */
  | { readonly status: 'on'; readonly track: MediaStreamTrack; readonly deviceId: string }
  /** It could send and does not: a muted microphone, a camera that is off (and released, its light out). */
  | { readonly status: 'off'; readonly deviceId: string }
  /** It can't be had; `problem` says why. Noticed by itself when that changes. */
  | { readonly status: 'unavailable'; readonly problem: MediaProblem };

/** A device that can be picked. */
export interface DeviceChoice {
  readonly id: string;
  /** What the browser calls it; empty before the kind was allowed once. */
  readonly label: string;
}

/** What can be picked now. */
export interface DeviceChoices {
  readonly microphones: readonly DeviceChoice[];
  readonly cameras: readonly DeviceChoice[];
  /** Empty where the browser cannot switch speakers. */
  readonly speakers: readonly DeviceChoice[];
}
