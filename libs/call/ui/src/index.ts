/**
 * The presentational components of a call. They take states and tracks as inputs and know no store, socket or connection.
 * Their shapes stand in `look.css`, their colours are custom properties: README.md lists them.
 */
export { CallTexts, ENGLISH, type TileMessage } from './call-texts';
export { CallTrack } from './call-track';
export { isMediaLost } from './connection-loss';
export { Controls } from './controls/controls';
export { Browser, browserOf } from './devices/browser';
export { DeviceHelper, englishDeviceHelp, type DeviceHelp, type TroubledDevices } from './devices/device-help';
export { DevicePicker } from './devices/device-picker';
export { DeviceProblems } from './devices/device-problems';
export { LevelMeter } from './devices/level-meter';
export { Icon, type IconName } from './icon';
export { QrCode } from './link/qr-code';
export { RoomLink } from './link/room-link';
export { Avatar } from './tiles/avatar';
export { NOBODY } from './tiles/nobody';
export { PathChip } from './tiles/path-chip';
export { PeerTile } from './tiles/peer-tile';
export { SelfTile } from './tiles/self-tile';
export { clock } from './time/duration';
export { Elapsed } from './time/elapsed';
