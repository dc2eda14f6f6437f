import type { JoinedPeer, Notice, Notices, Participant, Presence } from '@holdfast/protocol';

/** Who is in the room, as the notices of the server tell it. */
export interface Roster {
  readonly self: Participant;
  /** Everybody else, by order. */
  readonly peers: readonly Participant[];
  /** Seats that were left, which a server that has not heard it still counts as away. */
  readonly left: ReadonlySet<string>;
}

/** What the roster is after a notice. Only `joined` makes one; notices about nobody known change nothing. */
export function reduceRoster(roster: Roster | null, notice: Notice): Roster | null {
  if (notice.event === 'joined') {
    const known = new Map(roster?.peers.map((peer) => [peer.id, peer]));
    const isBack = (id: string) => notice.payload.peers.some((peer) => peer.id === id && peer.state === 'present');
    const left = new Set([...(roster?.left ?? [])].filter((id) => !isBack(id)));
    const peers = notice.payload.peers
      .filter(({ id }) => !left.has(id))
      .map((peer) => newest(known.get(peer.id), whole(known.get(peer.id), peer)));
    return withRoles({ self: notice.payload.self, peers, left });
  }
  if (roster === null) return null;
  switch (notice.event) {
    case 'peer-joined':
    case 'peer-resumed': {
      const { peer } = notice.payload;
      const known = roster.peers.find(({ id }) => id === peer.id);
      const left = new Set([...roster.left].filter((id) => id !== peer.id));
      return withRoles({ ...roster, peers: [...without(roster, peer.id), newest(known, peer)], left });
    }
    case 'peer-away':
      return change(roster, notice.payload.id, (peer) => ({ ...peer, state: 'away' }));
    case 'peer-updated': {
      return change(roster, notice.payload.id, (peer) => updated(peer, notice.payload));
    }
    case 'peer-left': {
      const { id, reason } = notice.payload;
      if (!roster.peers.some((peer) => peer.id === id)) return roster;
      const left = reason === 'left' ? new Set([...roster.left, id]) : roster.left;
      return withRoles({ ...roster, peers: without(roster, id), left });
    }
    default:
      // a role follows from the order of those who are there; `role-changed` says nothing that is not known by then
      return roster;
  }
}

/** The participant as it shows itself now, if that is not older than what is known. */
export function updated(peer: Participant, { incarnation, presence }: Notices['peer-updated']): Participant {
  return counts(peer, incarnation, presence) ? { ...peer, incarnation, presence } : peer;
}

/** A version counts within an incarnation, where only a lower one is passed over; a higher incarnation always wins. */
function counts(known: Participant, incarnation: number, presence: Presence): boolean {
  if (incarnation !== known.incarnation) return incarnation > known.incarnation;
  return presence.version >= known.presence.version;
}

/** The participant as the server tells it now, with the presence that is known to be newer. */
function newest(known: Participant | undefined, told: Participant): Participant {
  if (known === undefined || counts(known, told.incarnation, told.presence)) return told;
  return { ...told, incarnation: known.incarnation, presence: known.presence };
}

/** What a participant of whom nothing is known shows. */
const NOTHING_SHOWN: Pick<Participant, 'name' | 'presence'> = {
  name: '',
  presence: { version: 0, microphone: 'none', camera: 'none' },
};

/** A peer whose owner is not back after a restart of the server comes without name and presence: what is known of it stays. */
function whole(known: Participant | undefined, told: JoinedPeer): Participant {
  const { name, presence } = known ?? NOTHING_SHOWN;
  return { ...told, name: told.name ?? name, presence: told.presence ?? presence };
}

function without(roster: Roster, id: string): Participant[] {
  return roster.peers.filter((peer) => peer.id !== id);
}

function change(roster: Roster, id: string, to: (peer: Participant) => Participant): Roster {
  return { ...roster, peers: roster.peers.map((peer) => (peer.id === id ? to(peer) : peer)) };
}

/** The longest seated is the caller. */
function withRoles({ self, peers, left }: Roster): Roster {
  const first = Math.min(self.order, ...peers.map(({ order }) => order));
  const cast = (participant: Participant): Participant => {
    const role = participant.order === first ? 'caller' : 'callee';
    return participant.role === role ? participant : { ...participant, role };
  };
  return { self: cast(self), peers: peers.map(cast).sort((a, b) => a.order - b.order), left };
}
