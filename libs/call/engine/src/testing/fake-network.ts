import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { MediaPath } from '../peer';
import type { PeerConnectionFactory } from '../ports/peer-connection';
import { FakePeerConnection } from './fake-peer-connection';

export interface FakeNetworkOptions {
  /** What connections find: straight from one to the other (the default), or only through a relay. */
  readonly path?: MediaPath;
  /** How long ICE and DTLS take once both descriptions and a usable candidate are there, in ms; 20 where absent. */
  readonly connectMs?: number;
  /** How long a silent path goes unnoticed, in ms; 2000 where absent. */
  readonly disconnectedMs?: number;
  /** How long a connection is `disconnected` before it is `failed`, in ms; 10000 where absent, as in Chromium. */
  readonly failedMs?: number;
  /** Whether an ICE restart brings back what has `failed`; `true` where absent, as in Chromium. */
  readonly restartHealsFailure?: boolean;
  /** Whether a connection that finds no address of its own has `failed` at once, as in Firefox; `false` where absent. */
  readonly failsWithoutAddress?: boolean;
  /** One way from a browser to another, in ms; 5 where absent. */
  readonly latencyMs?: number;
  /** Every timer of the fakes; `asyncScheduler` where absent. */
  readonly scheduler?: SchedulerLike;
}

/** The world between fake peer connections: who can reach whom. Works in real and in virtual time. */
export class FakeNetwork {
  readonly scheduler: SchedulerLike;
  readonly path: MediaPath;
  readonly connectMs: number;
  readonly disconnectedMs: number;
  readonly failedMs: number;
  readonly restartHealsFailure: boolean;
  readonly failsWithoutAddress: boolean;
  readonly latencyMs: number;
  private readonly hosts = new Map<string, FakeHost>();
  private made = 0;

  constructor(options: FakeNetworkOptions = {}) {
    this.scheduler = options.scheduler ?? asyncScheduler;
    this.path = options.path ?? 'direct';
    this.connectMs = options.connectMs ?? 20;
    this.disconnectedMs = options.disconnectedMs ?? 2_000;
    this.failedMs = options.failedMs ?? 10_000;
    this.restartHealsFailure = options.restartHealsFailure ?? true;
    this.failsWithoutAddress = options.failsWithoutAddress ?? false;
    this.latencyMs = options.latencyMs ?? 5;
  }

  /** Puts a browser on the network, or finds it again by its name. */
  host(name: string): FakeHost {
    let host = this.hosts.get(name);
    if (host === undefined) this.hosts.set(name, (host = new FakeHost(name, this)));
    return host;
  }

  /** Every connection that is not closed, of all hosts. */
  get open(): readonly FakePeerConnection[] {
    return [...this.hosts.values()].flatMap((host) => host.open);
  }

  /** A number that was not given before: what identities in the fakes are made of. */
  serial(): number {
    return ++this.made;
  }

  /** The open connection whose newest or pending description has this fragment. */
  ownerOf(usernameFragment: string): FakePeerConnection | null {
    return this.open.find((connection) => connection.localFragment === usernameFragment) ?? null;
  }

  /** Whether packets get from one address to the other now. */
  carries(from: string, to: string): boolean {
    return this.has(from, ({ uplink }) => uplink === 'up' || uplink === 'deaf') && this.has(to, hears);
  }

  /** Whether an answer comes back too: what ICE needs (RFC 7675: consent). */
  carriesBothWays(from: string, to: string): boolean {
    return this.carries(from, to) && this.carries(to, from);
  }

  /** Something changed: every connection looks whether its path still works. */
  changed(): void {
    for (const connection of this.open) connection.look();
  }

  private has(address: string, condition: (host: FakeHost) => boolean): boolean {
    return [...this.hosts.values()].some((host) => host.address === address && condition(host));
  }
}

const hears = ({ uplink }: FakeHost) => uplink === 'up' || uplink === 'mute';

/** One browser on the network: what it makes connections with, and what happens to its uplink. */
export class FakeHost {
  /** Every connection ever made here, the oldest first. */
  readonly connections: FakePeerConnection[] = [];
  /** What gets through: all, nothing, only what is sent (`deaf`), only what comes (`mute`); or there is no interface at all (`none`). */
  uplink: 'up' | 'cut' | 'deaf' | 'mute' | 'none' = 'up';
  private moves = 0;
  private readonly live = new Set<FakePeerConnection>();

  constructor(
    readonly name: string,
    readonly network: FakeNetwork,
  ) {}

  /** What the engine is given as `createConnection`. */
  readonly createConnection: PeerConnectionFactory = (configuration) => {
    const connection = new FakePeerConnection(this, configuration);
    this.connections.push(connection);
    this.live.add(connection);
    return connection.asPort;
  };

  /** Where packets for this host go now. */
  get address(): string {
    return `${this.name}.${this.moves}`;
  }

  /** Those that are not closed. */
  get open(): readonly FakePeerConnection[] {
    return [...this.live];
  }

  /** The newest connection; throws where none was made. */
  get latest(): FakePeerConnection {
    const latest = this.connections.at(-1);
    if (latest === undefined) throw new Error(`${this.name} has made no connection`);
    return latest;
  }

  /** A connection of this host was closed. */
  forget(connection: FakePeerConnection): void {
    this.live.delete(connection);
  }

  /** Nothing gets through to or from this host. */
  cut(): void {
    this.uplink = 'cut';
    this.network.changed();
  }

  /** The interface is gone: there is no address to be found. */
  unplug(): void {
    this.uplink = 'none';
    this.network.changed();
  }

  /** What is sent gets through, and nothing comes. */
  deafen(): void {
    this.uplink = 'deaf';
    this.network.changed();
  }

  /** What comes gets through, and nothing that is sent. */
  silence(): void {
    this.uplink = 'mute';
    this.network.changed();
  }

  /** Packets flow again, to the same address. */
  heal(): void {
    this.uplink = 'up';
    this.network.changed();
  }

  /** Another network, another address: what was found before leads nowhere, only an ICE restart helps. */
  move(): void {
    this.moves += 1;
    this.network.changed();
  }
}
