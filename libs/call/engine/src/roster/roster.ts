import type { JoinedPeer, Notice, Notices, Participant, Presence } from '@holdfast/protocol';

/** Who is in the room, as the notices of the server tell it. */
export interface Roster {
  readonly self: Participant;
  /** Everybody else, by order. */
  readonly peers: readonly Participant[];
  /**
   * Seats that were left, which a server that has not heard it still counts as away or present. With the participant where a later
   * `joined` had it as present: somebody who came back while the own link was lost, or still nobody.
   */
  readonly left: ReadonlyMap<string, Participant | null>;
}

/** What the roster is after a notice. Only `joined` makes one; notices about nobody known change nothing. */
export function reduceRoster(roster: Roster | null, notice: Notice): Roster | null {
  if (notice.event === 'joined') {
    const known = new Map(roster?.peers.map((peer) => [peer.id, peer]));
    const told = notice.payload.peers.map((peer) => newest(known.get(peer.id), whole(known.get(peer.id), peer)));
    const present = new Map(told.filter(({ state }) => state === 'present').map((peer) => [peer.id, peer]));
    const left = new Map([...(roster?.left.keys() ?? [])].map((id) => [id, present.get(id) ?? null]));
    return withRoles({ self: notice.payload.self, peers: told.filter(({ id }) => !left.has(id)), left });
  }
  if (roster === null) return null;
  switch (notice.event) {
    case 'peer-joined':
    case 'peer-resumed': {
      const { peer } = notice.payload;
      const known = roster.peers.find(({ id }) => id === peer.id);
      return withBack(roster, newest(known, peer));
    }
    case 'signaled': {
      // whoever signals is not gone; one that was on its way when its sender left comes before any `joined`
      const peer = roster.left.get(notice.payload.from) ?? null;
      return peer === null ? roster : withBack(roster, peer);
    }
    case 'peer-away':
      return change(roster, notice.payload.id, (peer) => ({ ...peer, state: 'away' }));
    case 'peer-updated':
      return change(roster, notice.payload.id, (peer) => updated(peer, notice.payload));
    case 'peer-left': {
      const { id, reason } = notice.payload;
      if (!roster.peers.some((peer) => peer.id === id)) return roster;
      const left = reason === 'left' ? new Map([...roster.left, [id, null]]) : roster.left;
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

/** Somebody has come, or has come back, also after a leave. */
function withBack(roster: Roster, peer: Participant): Roster {
  const left = new Map([...roster.left].filter(([id]) => id !== peer.id));
  return withRoles({ ...roster, peers: [...without(roster, peer.id), peer], left });
}

function change(roster: Roster, id: string, to: (peer: Participant) => Participant): Roster {
  const gone = roster.left.get(id) ?? null;
  const left = gone === null ? roster.left : new Map([...roster.left, [id, to(gone)]]);
  return { ...roster, peers: roster.peers.map((peer) => (peer.id === id ? to(peer) : peer)), left };
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
