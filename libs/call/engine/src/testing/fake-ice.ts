import { Subscription } from 'rxjs';
import type { MediaPath } from '../peer';
import type { FakePeerConnection } from './fake-peer-connection';

/** A candidate as the fakes write it: which address it stands for, and whether that is a relay. */
export interface FakeCandidate {
  readonly address: string;
  readonly type: 'host' | 'relay';
  readonly usernameFragment: string;
}

/** What a relay says of the address that its server sees (RFC 8839 section 5.1). */
const RELATED = ' raddr 203.0.113.9 rport 9';

/** Writes a candidate as `RTCIceCandidate.toJSON()` gives it. */
export function writeCandidate(candidate: FakeCandidate, foundation: number): RTCIceCandidateInit {
  const { address, type, usernameFragment } = candidate;
  const related = type === 'relay' ? RELATED : '';
  return {
    candidate: `candidate:${foundation} 1 udp 2122260223 ${address} 9 typ ${type}${related} ufrag ${usernameFragment}`,
    sdpMid: '0',
    sdpMLineIndex: 0,
    usernameFragment,
  };
}

/** Reads what `writeCandidate` wrote; `null` for the end of candidates. */
export function readCandidate({ candidate = '' }: RTCIceCandidateInit): FakeCandidate | null {
  const found = /^candidate:\d+ 1 udp \d+ (\S+) 9 typ (host|relay)(?: raddr \S+ rport \d+)? ufrag (\S+)$/.exec(
    candidate,
  );
  if (found === null) return null;
  const [, address, type, usernameFragment] = found as unknown as [string, string, 'host' | 'relay', string];
  return { address, type, usernameFragment };
}

/** What ICE has found. */
interface FakePath {
  readonly from: string;
  readonly to: string;
  readonly other: FakePeerConnection;
  readonly kind: MediaPath;
  /** The own fragment that it was found under: after an ICE restart it is used until another one is found. */
  readonly usernameFragment: string;
}

/**
 * The ICE agent and DTLS transport of a fake connection: finds a path as soon as both ends agree on each other's fragments and one of
 * them knows a usable address of the other; notices a dead path late; heals by itself while `disconnected`, never from `failed`.
 */
export class FakeIce {
  state: RTCPeerConnectionState = 'new';
  path: FakePath | null = null;
  private timer = Subscription.EMPTY;
  private awaits: 'connect' | 'disconnected' | 'failed' | null = null;
  /** The fragment under which the connection failed; another one begins anew. */
  private failedUnder: string | null = null;

  constructor(
    private readonly connection: FakePeerConnection,
    private readonly onChange: (state: RTCPeerConnectionState) => void,
  ) {}

  /** Looks what is possible now and what has to be waited for. */
  look(): void {
    const { connection } = this;
    if (this.state === 'closed' || connection.localFragment === null || connection.remoteFragment === null) return;
    if (this.state === 'new') this.become('connecting');
    const isRestarted = this.failedUnder !== connection.localFragment;
    if (this.state === 'failed' && isRestarted && connection.host.network.restartHealsFailure)
      this.become('connecting');
    if (this.state === 'failed') return;
    if (this.state === 'connected') {
      if (this.isAlive()) this.wait(this.isOfToday() || this.find() === null ? null : 'connect');
      else this.wait(this.find() === null ? 'disconnected' : 'connect');
    } else if (this.state === 'disconnected' && this.isAlive()) {
      this.wait(null);
      this.become('connected');
    } else if (this.find() !== null) this.wait('connect');
    else this.wait(this.state === 'disconnected' ? 'failed' : null);
  }

  close(): void {
    this.wait(null);
    this.state = 'closed';
  }

  /** No address was found to try with. */
  giveUp(): void {
    if (this.state !== 'closed') this.arrive('failed');
  }

  private isAlive(): boolean {
    const { path, connection } = this;
    if (path === null || path.other.signalingState === 'closed') return false;
    return (
      path.from === connection.host.address &&
      path.to === path.other.host.address &&
      connection.host.network.carriesBothWays(path.from, path.to)
    );
  }

  private isOfToday(): boolean {
    return this.path?.usernameFragment === this.connection.localFragment;
  }

  /** The path that could be had now. */
  private find(): FakePath | null {
    const { connection } = this;
    const { network } = connection.host;
    const other = network.ownerOf(connection.remoteFragment ?? '');
    if (other === null || other.remoteFragment !== connection.localFragment) return null;
    const from = connection.host.address;
    const to = other.host.address;
    // as Firefox: what was gathered on a network that is gone is of no use, and nothing new is gathered without a restart
    if (connection.gatheredAt !== from || other.gatheredAt !== to) return null;
    const theirs = connection.candidates.filter((candidate) => candidate.address === to);
    const ours = other.candidates.filter((candidate) => candidate.address === from);
    const known = [...theirs, ...ours];
    if (known.length === 0 || !network.carriesBothWays(from, to)) return null;
    const relayOnly = connection.isRelayOnly || other.isRelayOnly || network.path === 'relayed';
    if (relayOnly && !known.some(({ type }) => type === 'relay')) return null;
    const usernameFragment = connection.localFragment ?? '';
    return { from, to, other, kind: relayOnly ? 'relayed' : 'direct', usernameFragment };
  }

  private wait(awaits: FakeIce['awaits']): void {
    if (awaits === this.awaits) return;
    this.timer.unsubscribe();
    this.awaits = awaits;
    if (awaits === null) return;
    const { network } = this.connection.host;
    const ms = { connect: network.connectMs, disconnected: network.disconnectedMs, failed: network.failedMs }[awaits];
    this.timer = network.scheduler.schedule(() => {
      this.awaits = null;
      this.timer.unsubscribe();
      this.arrive(awaits);
    }, ms);
  }

  private arrive(awaited: 'connect' | 'disconnected' | 'failed'): void {
    if (awaited === 'connect') {
      const path = this.find();
      if (path !== null) {
        this.path = path;
        if (this.state === 'connected')
          this.connection.iceTransport.dispatchEvent(new Event('selectedcandidatepairchange'));
        this.become('connected');
      }
    } else {
      if (awaited === 'failed') this.failedUnder = this.connection.localFragment;
      this.become(awaited);
    }
    this.look();
  }

  private become(state: RTCPeerConnectionState): void {
    if (state === this.state) return;
    this.state = state;
    this.onChange(state);
  }
}
