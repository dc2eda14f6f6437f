export { FakeHost, FakeNetwork, type FakeNetworkOptions } from './fake-network';
export { FakeOutgoingMedia } from './fake-outgoing-media';
export { FakeTrack } from './fake-track';
export { MemorySeatStorage } from './memory-seat-storage';
export { FakeDeviceMemory, FakeDeviceTrack, FakeMediaDevices } from './media';
