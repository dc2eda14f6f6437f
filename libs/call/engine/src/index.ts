export { MutableBehavior, type Behavior } from './behavior';
export type { Call, CallState, EndReason, SignalingState } from './call';
export type { CallDependencies, CallPolicies } from './call-dependencies';
export { createCall } from './create-call';
export { createLocalMedia, type LocalMediaDependencies } from './media/create-local-media';
export type { DeviceChoice, DeviceChoices, DeviceState, MediaProblem } from './media/device-state';
export type { LocalMedia, OutgoingMedia } from './media/local-media';
export type { ConnectionState, MediaPath, Peer } from './peer';
export {
  attemptPatience,
  calmAttemptPatience,
  type AttemptContext,
  type AttemptPatiencePolicy,
} from './policies/attempt-patience';
export { calmBackOff, type BackOffContext, type BackOffPolicy } from './policies/back-off';
export { calmEchoTimeOut, type EchoTimeOutPolicy, type RoundTrip } from './policies/echo-time-out';
export { calmPatience, type PatienceContext, type PatiencePolicy } from './policies/patience';
export type { AddressFinder, FoundAddresses } from './ports/address-finder';
export type { Log, LogDetails } from './ports/log';
export type { DeviceMemory } from './ports/device-memory';
export type { MediaDevicesPort, MediaKind } from './ports/media-devices';
export type { PeerConnectionFactory, PeerConnectionPort } from './ports/peer-connection';
export { alwaysGranted, type HeldSeatLock, type SeatLock } from './ports/seat-lock';
export { PULSE_MS, type Pulse } from './ports/pulse';
export type { SeatStorage, StoredSeat } from './ports/seat-storage';
export type { ConnectionChoice, Link, LinkEvent, Transport } from './ports/transport';
export { RequestError, type RequestErrorCode } from './request-error';
