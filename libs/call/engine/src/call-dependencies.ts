import type { RandomBytes } from '@holdfast/protocol';
import type { SchedulerLike } from 'rxjs';
import type { OutgoingMedia } from './media/local-media';
import type { AttemptPatiencePolicy } from './policies/attempt-patience';
import type { BackOffPolicy } from './policies/back-off';
import type { EchoTimeOutPolicy } from './policies/echo-time-out';
import type { PatiencePolicy } from './policies/patience';
import type { Log } from './ports/log';
import type { AddressFinder } from './ports/address-finder';
import type { PeerConnectionFactory } from './ports/peer-connection';
import type { SeatLock } from './ports/seat-lock';
import type { Pulse } from './ports/pulse';
import type { SeatStorage } from './ports/seat-storage';
import type { Transport } from './ports/transport';

/** What a call asks of the world around it. */
export interface CallDependencies {
  readonly transport: Transport;
  readonly createConnection: PeerConnectionFactory;
  readonly storage: SeatStorage;
  /** Keeps two pages from one seat. Absent: every page may have it. */
  readonly lock?: SeatLock;
  readonly media: OutgoingMedia;
  /** Cryptographic randomness: seat keys are made of it. In a page: `(bytes) => crypto.getRandomValues(bytes)`. */
  readonly random: RandomBytes;
  /** Every timer and the clock. In a page: `asyncScheduler`. */
  readonly scheduler: SchedulerLike;
  /** The ticks of beats and of the watch on silence; from the scheduler where absent. In a page: from a worker, see `Pulse`. */
  readonly pulse$?: Pulse;
  /** Finds the machine's addresses, so that another network is noticed while the server is lost. Absent: `networkChanged` alone tells. */
  readonly findAddresses?: AddressFinder;
  /**
   * Whether an ICE restart brings a connection back whose `connectionState` is `failed`, as W3C WebRTC section 4.4.1.5 has it; `true` where
   * absent. Firefox's DTLS transport does not survive it: there only a new connection helps.
   */
  readonly restartHealsFailure?: boolean;
  readonly policies?: Partial<CallPolicies>;
  readonly log?: Log;
}

/** What decides how patient a call is. Context in, value or `null` out; no timers inside. */
export interface CallPolicies {
  readonly backOff: BackOffPolicy;
  readonly attemptPatience: AttemptPatiencePolicy;
  readonly patience: PatiencePolicy;
  readonly echoTimeOut: EchoTimeOutPolicy;
}
