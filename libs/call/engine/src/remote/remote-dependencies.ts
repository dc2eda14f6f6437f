import type { Presence, Signal } from '@holdfast/protocol';
import type { IceServers } from '../connection/ice-servers';
import type { Drops } from '../drops';
import type { Jitter } from '../jitter';
import type { OutgoingMedia } from '../media/local-media';
import type { PatiencePolicy } from '../policies/patience';
import type { AddressFinder } from '../ports/address-finder';
import type { Log } from '../ports/log';
import type { PeerConnectionFactory } from '../ports/peer-connection';
import type { Pulse } from '../ports/pulse';

/** What the connections to every peer of a call share. */
export interface RemoteDependencies {
  readonly createConnection: PeerConnectionFactory;
  readonly media: OutgoingMedia;
  readonly iceServers: IceServers;
  readonly patience: PatiencePolicy;
  readonly pulse$: Pulse;
  /** Absent where nothing but events tells of another network. */
  readonly findAddresses?: AddressFinder;
  /** See `CallDependencies`. */
  readonly restartHealsFailure: boolean;
  readonly jitter: Jitter;
  readonly drops: Drops;
  readonly log: Log;
  /** Whether the own link to the server is joined. */
  readonly isJoined: () => boolean;
  /** What this page shows of itself now. */
  readonly presence: () => Presence;
  /** How large a message may be, as the server says now, in bytes. */
  readonly messageBytes: () => number;
  /** Sends a signal over the server. */
  readonly post: (signal: Signal) => Promise<unknown>;
  /** Nothing arrives from a peer: whether it is the own way to the server too is found out. */
  readonly suspectSignaling: () => void;
  /** Something arrives again from a peer that was silent: the network is back, for the way to the server too. */
  readonly contactReturned: () => void;
}
