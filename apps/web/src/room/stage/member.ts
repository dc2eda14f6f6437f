import type { Peer } from '@holdfast/call-engine';
import { isMediaLost, NOBODY } from '@holdfast/call-ui';
import type { Presence } from '@holdfast/protocol';

/**
 * How much has been said of a lost connection. Nothing is taken back before the connection stands again: what is tried in between,
 * over and over, is no news.
 */
export type Loss = 'none' | 'lost' | 'unreachable' | 'away';

/** A peer as the stage follows it through reloads, new seats and losses. */
export interface Member {
  /** The same for as long as it is the same person's tile, whatever seat or page that is by now. */
  readonly key: string;
  readonly peer: Peer;
  readonly loss: Loss;
  /** What is on and off, as of the last moment with a connection: a page that is loaded anew has no camera for a moment. */
  readonly presence: Presence;
}

function lossAfter(loss: Loss, { connection, state }: Peer): Loss {
  if (connection === 'connected') return 'none';
  if (loss === 'unreachable' || loss === 'away') return loss;
  if (loss === 'none' && !isMediaLost(connection)) return 'none';
  if (state === 'away') return 'away';
  return connection === 'unreachable' ? 'unreachable' : 'lost';
}

/** A server that was started anew knows no name of a seat before its owner is back; who has seen them goes on knowing it. */
function named(peer: Peer, known: Member | undefined): Peer {
  return peer.name === '' && peer.state === 'away' && known ? { ...peer, name: known.peer.name } : peer;
}

/** Stands for the one who is waited for. */
export function nobodyYet(key: string): Member {
  return { key, peer: NOBODY, loss: 'none', presence: NOBODY.presence };
}

/**
 * Follows the peers of a call from one moment to the next.
 * @param ready the key of the tile that is there while nobody is: it is for whoever comes first
 */
export function followMembers(before: readonly Member[], peers: readonly Peer[], ready: string): readonly Member[] {
  return peers.map((peer, place) => {
    // a reload keeps the seat and has another page; who was away for too long comes back with another seat
    const known =
      before.find((member) => member.peer.id === peer.id) ??
      before.find(({ peer: { id, pageId } }) => pageId === peer.pageId && !peers.some((other) => other.id === id));
    const settled = known === undefined || peer.connection === 'connected';
    return {
      key: known?.key ?? (before.length === 0 && place === 0 ? ready : peer.id),
      peer: named(peer, known),
      loss: lossAfter(known?.loss ?? 'none', peer),
      presence: settled ? peer.presence : known.presence,
    };
  });
}
