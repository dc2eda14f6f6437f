import type { Peer } from '@holdfast/call-engine';
import type { MediaPresence } from '@holdfast/protocol';
import { fakeTrack } from './fake-media';

/** What a spec says of a peer; everything else is as in a call that stands. */
export interface PeerSketch extends Partial<Omit<Peer, 'presence'>> {
  readonly microphone?: MediaPresence;
  readonly camera?: MediaPresence;
}

const audio = fakeTrack('audio');
const video = fakeTrack('video');

/** A peer in a call that stands, but for what is sketched. */
export function fakePeer({
  microphone = 'on',
  camera = 'on',
  connection = 'connected',
  ...sketch
}: PeerSketch = {}): Peer {
  return {
    id: 'seat-1',
    pageId: 'page-of-the-first-person',
    name: 'Ana',
    order: 1,
    role: 'caller',
    state: 'present',
    incarnation: 1,
    connection,
    isReceiving: connection === 'connected',
    path: 'direct',
    audio,
    video,
    ...sketch,
    presence: { version: 1, microphone, camera },
  };
}
