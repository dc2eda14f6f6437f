/** What specs of this library and of its users need. Not part of any bundle. */
export { fakeMedia, fakeTrack, getsAFrame, playedBy, type FakeMedia } from './fake-media';
export { fakePeer, type PeerSketch } from './fake-peer';
