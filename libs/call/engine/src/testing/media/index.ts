export { FakeDeviceMemory } from './fake-device-memory';
export { FakeDeviceTrack } from './fake-device-track';
export { FakeMediaDevices } from './fake-media-devices';
