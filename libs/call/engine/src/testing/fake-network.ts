import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { MediaPath } from '../peer';
import type { PeerConnectionFactory } from '../ports/peer-connection';

export interface FakeNetworkOptions {
  /** What connections find: straight from one to the other, or only through a relay. */
  readonly path?: MediaPath;
  /** How long ICE takes once both descriptions are exchanged, and how long a silent path goes unnoticed. In ms. */
  readonly connectMs?: number;
  readonly disconnectedMs?: number;
  readonly scheduler?: SchedulerLike;
}

/** The world between fake peer connections: who can reach whom. Works in real and in virtual time. */
export class FakeNetwork {
  readonly scheduler: SchedulerLike;

  constructor(readonly options: FakeNetworkOptions = {}) {
    this.scheduler = options.scheduler ?? asyncScheduler;
  }

  /** Puts a browser on the network. */
  host(name: string): FakeHost {
    return new FakeHost(name, this);
  }
}

/** One browser on the network: what it makes connections with, and what happens to its uplink. */
export class FakeHost {
  readonly createConnection: PeerConnectionFactory = () => {
    throw new Error(this.name);
  };

  constructor(
    readonly name: string,
    readonly network: FakeNetwork,
  ) {}
}
