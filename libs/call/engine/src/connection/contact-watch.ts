import { combineLatest } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { PeerChannel } from '../in-band/peer-channel';
import type { PatiencePolicy } from '../policies/patience';
import type { PeerConnectionPort } from '../ports/peer-connection';
import type { Pulse } from '../ports/pulse';
import type { Scope } from '../scope';
import { AnswerWatch } from './answer-watch';
import { readReceivedBytes } from './received-bytes';
import { SilenceWatch, type Hearing } from './silence-watch';

/** Whether the other side of a connection can be reached. */
export type Contact =
  /** It was never connected. */
  | 'none'
  | 'alive'
  /** Nothing arrives, or nothing that is sent; it may come back by itself. */
  | 'lost'
  /** The browser has given up: nothing comes back without an ICE restart. */
  | 'failed';

/**
 * What is made of the browser's word, of what is heard and of whether one is heard. `iceConnectionState` has no say: it becomes `failed` in
 * no Chromium.
 */
export function judgeContact(
  before: Contact,
  state: RTCPeerConnectionState,
  hearing: Hearing,
  isAnswered: boolean,
): Contact {
  if (state === 'failed') return 'failed';
  // closed here: nobody waits for it any more
  if (state === 'closed') return before;
  // a way in one direction: a page that stands still answers no beat either, but then its browser goes on to answer this one
  if (!isAnswered && state === 'disconnected') return 'lost';
  // the beat knows first, both when nothing arrives any more and when it does again
  if (hearing !== 'unknown') return hearing === 'heard' ? 'alive' : 'lost';
  if (state === 'connected') return 'alive';
  return before === 'alive' && state === 'disconnected' ? 'lost' : before;
}

/** Follows whether the other side can be reached: by the browser's word and, where it sends beats, by its silence. */
export class ContactWatch {
  readonly contact$: Behavior<Contact>;
  private readonly contact = new MutableBehavior<Contact>('none');
  private readonly silence: SilenceWatch;
  private readonly answers: AnswerWatch;

  constructor(
    private readonly scope: Scope,
    connection: PeerConnectionPort,
    state$: Behavior<RTCPeerConnectionState>,
    options: { readonly channel: () => PeerChannel | null; readonly pulse$: Pulse; readonly patience: PatiencePolicy },
  ) {
    this.contact$ = this.contact;
    const { channel, pulse$, patience } = options;
    this.silence = new SilenceWatch(scope, {
      pulse$,
      patience,
      deviationMs: () => channel()?.roundTrip.deviationMs ?? null,
      receivedBytes: () => connection.getStats().then(readReceivedBytes, () => null),
    });
    this.answers = new AnswerWatch(scope, pulse$, () => this.silence.hearing$.value === 'heard');
    scope.listen(state$, (state) => state === 'connected' && this.silence.reached());
    scope.listen(
      combineLatest([state$, this.silence.hearing$, this.answers.isAnswered$]),
      ([state, hearing, isAnswered]) => this.contact.next(judgeContact(this.contact.value, state, hearing, isAnswered)),
    );
    scope.listen(this.silence.hearing$, () => this.answers.begin());
    scope.atEnd(() => this.contact.complete());
  }

  /** Whether anything arrives, also where nothing that is sent does. */
  get isReceiving(): boolean {
    return this.contact.value === 'alive' || this.silence.hearing$.value === 'heard';
  }

  /** What is heard of the other side; where that changes, `isReceiving` may. */
  get hearing$(): Behavior<Hearing> {
    return this.silence.hearing$;
  }

  /** A connection's data channel is there: what comes over it is heard. */
  listenTo(channel: PeerChannel): void {
    this.scope.listen(channel.answered$, () => this.answers.answered());
    this.scope.listen(channel.heard$, () => channel.isBeating && this.silence.heard());
  }

  /** There is a reason to believe that something arrives: the statistics are asked now. */
  look(): void {
    this.silence.look();
  }

  /** The own link was cut or the network changed: a path that is silent now has probably gone too. */
  suspect(): void {
    this.silence.suspect();
  }
}
