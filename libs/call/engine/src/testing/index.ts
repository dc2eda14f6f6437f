export { FakeHost, FakeNetwork, type FakeNetworkOptions } from './fake-network';
export { FakeOutgoingMedia } from './fake-outgoing-media';
export { FakePeerConnection } from './fake-peer-connection';
export { FakeSeatLock } from './fake-seat-lock';
export { FakeServer, errorOf, type FakeServerOptions } from './fake-server';
export { FakeTrack } from './fake-track';
export { FakeLink, FakeTransport, type FakeRequest } from './fake-transport';
export { MemorySeatStorage } from './memory-seat-storage';
export { FakeDeviceMemory, FakeDeviceTrack, FakeMediaDevices } from './media';
