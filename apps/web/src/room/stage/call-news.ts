import type { Peer } from '@holdfast/call-engine';
import { isMediaLost } from '@holdfast/call-ui';
import { stageTexts } from './stage-texts';

/** What there is to tell of a call at one moment. */
export interface CallScene {
  readonly peers: readonly Peer[];
  /** The hint that is shown while there is no contact with the server; `null` while there is. */
  readonly noContact: string | null;
}

const { news } = stageTexts;

function newsOf(before: Peer, after: Peer, name: string): string[] {
  const told: string[] = [];
  const camera = after.presence.camera === 'on';
  const microphone = after.presence.microphone === 'on';
  if (camera !== (before.presence.camera === 'on')) told.push(camera ? news.cameraOn(name) : news.cameraOff(name));
  if (microphone !== (before.presence.microphone === 'on'))
    told.push(microphone ? news.microphoneOn(name) : news.microphoneOff(name));
  if (isMediaLost(after.connection) && !isMediaLost(before.connection)) told.push(news.lost(name));
  if (after.connection === 'connected' && isMediaLost(before.connection)) told.push(news.restored(name));
  return told;
}

/**
 * What is new in a call, one sentence for each change.
 * The rungs of a recovery are not news, its beginning and its end are. `before` is `null` at the first look.
 */
export function callNews(before: CallScene | null, after: CallScene, guest: string): readonly string[] {
  const nameOf = (peer: Peer) => peer.name || guest;
  const known = new Map(before?.peers.map((peer) => [peer.id, peer]));
  const present = new Set(after.peers.map(({ id }) => id));
  const told: string[] = [];
  for (const peer of after.peers) {
    const earlier = known.get(peer.id);
    if (earlier) told.push(...newsOf(earlier, peer, nameOf(peer)));
    else told.push(before ? news.joined(nameOf(peer)) : news.here(nameOf(peer)));
  }
  for (const peer of known.values()) if (!present.has(peer.id)) told.push(news.left(nameOf(peer)));
  if (after.noContact && !before?.noContact) told.push(after.noContact);
  if (before?.noContact && !after.noContact) told.push(news.contactRestored);
  return told;
}
