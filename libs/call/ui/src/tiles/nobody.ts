import type { Peer } from '@holdfast/call-engine';

/**
 * The peer of a tile that is ready for whoever comes. It is no remote tile yet and says nothing; but its picture and its sound are there, and
 * need not be made while the first connection is.
 */
export const NOBODY: Peer = {
  id: '',
  pageId: '',
  name: '',
  order: 0,
  role: 'callee',
  state: 'present',
  incarnation: 0,
  presence: { version: 0, microphone: 'on', camera: 'on' },
  connection: 'connecting',
  isReceiving: false,
  path: null,
  audio: null,
  video: null,
};
