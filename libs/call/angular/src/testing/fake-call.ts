import {
  MutableBehavior,
  type Call,
  type CallState,
  type EndReason,
  type Peer,
  type SignalingState,
} from '@holdfast/call-engine';
import type { Participant, RefusalBody, RoomStatus } from '@holdfast/protocol';

/** A call whose server and peers are played by the spec. */
export class FakeCall implements Call {
  readonly state$ = new MutableBehavior<CallState>({ phase: 'idle' });
  readonly signaling$ = new MutableBehavior<SignalingState>('closed');
  readonly self$ = new MutableBehavior<Participant | null>(null);
  readonly peers$ = new MutableBehavior<readonly Peer[]>([]);
  readonly hasRelay$ = new MutableBehavior<boolean | null>(null);
  /** What was asked of it, in order. */
  readonly told: string[] = [];
  /** What it was told of the room in the lobby, in order. */
  readonly seen: (RoomStatus | null)[] = [];

  constructor(
    readonly room: string,
    readonly resumable: { readonly name: string } | null = null,
  ) {}

  prepare(warm: boolean): void {
    this.told.push(warm ? 'warm' : 'cool');
  }

  /** How often a join was expected. */
  expected = 0;

  prepareOffer(room: RoomStatus | null): void {
    this.seen.push(room);
  }

  expectJoin(): void {
    this.expected += 1;
  }

  join(name: string): void {
    this.told.push(`join as ${name}`);
    this.state$.next({ phase: 'joining' });
  }

  takeOver(): void {
    this.told.push('take over');
    this.state$.next({ phase: 'joining' });
  }

  leave(): Promise<void> {
    const { phase } = this.state$.value;
    if (phase !== 'joining' && phase !== 'joined') return Promise.resolve();
    this.told.push('leave');
    this.end('left');
    return Promise.resolve();
  }

  relayOnly(only: boolean): void {
    this.told.push(only ? 'relay only' : 'any path');
  }

  pageHidden(): void {
    this.told.push('page hidden');
  }

  pageShown(): void {
    this.told.push('page shown');
  }

  networkChanged(): void {
    this.told.push('network changed');
  }

  dispose(): void {
    this.told.push('dispose');
  }

  /** The server gives a seat. */
  admit(): void {
    this.signaling$.next('connected');
    this.state$.next({ phase: 'joined' });
  }

  /** The server says no. */
  refuse(refusal: RefusalBody): void {
    this.state$.next({ phase: 'refused', refusal });
  }

  /** Another tab of the same browser has the seat. */
  isElsewhere(): void {
    this.state$.next({ phase: 'elsewhere' });
  }

  /** The page that had the seat is gone, and this one takes its place. */
  joinsByItself(): void {
    this.state$.next({ phase: 'joining' });
  }

  end(reason: EndReason): void {
    this.peers$.next([]);
    this.state$.next({ phase: 'ended', reason });
  }

  /** Somebody is there, as far as `peer` says. */
  meet(peer: Partial<Peer> = {}): void {
    this.peers$.next([{ ...SOMEBODY, ...peer }]);
  }
}

const SOMEBODY: Peer = {
  id: 'seat-2',
  pageId: 'page-of-the-other-1234',
  name: 'Ana',
  order: 2,
  role: 'callee',
  state: 'present',
  incarnation: 1,
  presence: { version: 0, microphone: 'on', camera: 'on' },
  connection: 'connected',
  isReceiving: true,
  path: 'direct',
  audio: null,
  video: null,
};
