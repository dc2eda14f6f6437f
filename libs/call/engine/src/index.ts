export type { Behavior } from './behavior';
export type { Call, CallState, EndReason, SignalingState } from './call';
export type { DeviceChoice, DeviceChoices, DeviceState, MediaProblem } from './media/device-state';
export type { LocalMedia, OutgoingMedia } from './media/local-media';
export type { ConnectionState, MediaPath, Peer } from './peer';
export type { MediaDevicesPort, MediaKind } from './ports/media-devices';
export type { PeerConnectionFactory, PeerConnectionPort } from './ports/peer-connection';
export type { SeatStorage, StoredSeat } from './ports/seat-storage';
export type { Link, LinkEvent, Transport } from './ports/transport';
