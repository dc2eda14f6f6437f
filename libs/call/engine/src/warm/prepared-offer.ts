import type { ConnectionId, WarmOffer } from '@holdfast/protocol';
import { Connection, type ConnectionOptions } from '../connection/connection';
import type { ServerWay } from '../connection/courier';
import { relaysOnly } from '../connection/relays-only';
import type { Scope } from '../scope';
import { OfferAhead } from './offer-ahead';

/** What a connection that is made ahead of the join is made with. */
export type PreparedOptions = Pick<
  ConnectionOptions,
  | 'configuration'
  | 'isRelayOnly'
  | 'createConnection'
  | 'media'
  | 'pulse$'
  | 'patience'
  | 'messageBytes'
  | 'drops'
  | 'log'
>;

/** Whose it is becomes known with `joined`: until then only the generation is certain. */
const NOBODYS: ConnectionId = { earlier: 1, later: 1, generation: 0 };

/** A connection that was made ahead of the join, with its offer: generation 0 of whoever gets it. */
export class PreparedOffer {
  readonly connection: Connection;
  /** Whether the page was allowed a device then: without that, browsers hide the addresses of the own network (RFC 8828 section 5). */
  readonly hadTrack: boolean;
  private readonly ahead = new OfferAhead();
  private told = false;

  /** @param scope ends with the connection */
  constructor(
    private readonly scope: Scope,
    private readonly options: PreparedOptions,
  ) {
    const { audio$, video$ } = options.media;
    this.hadTrack = audio$.value !== null || video$.value !== null;
    this.connection = new Connection(scope, {
      ...options,
      id: NOBODYS,
      opening: 'offers',
      // who comes to somebody is the later seat
      polite: true,
      ahead: this.ahead,
      server: { post: () => Promise.resolve(), canSignal: () => true },
    });
  }

  /** Whether it has gone in a handshake: nothing else may take its place before that is answered. */
  get wasTold(): boolean {
    return this.told;
  }

  /** What goes into a handshake that is sent now; `null` where it is not ready. */
  tell(): WarmOffer | null {
    this.connection.hurry();
    const offer = this.ahead.tell();
    this.told ||= offer !== null;
    // it goes without a courier
    return offer !== null && this.options.isRelayOnly() ? relaysOnly(offer) : offer;
  }

  /** It has reached the other side: from now on it is the taker's to close, like the others of the call. */
  handOver(id: ConnectionId, server: ServerWay): Connection {
    this.connection.handedOver(id, server);
    return this.connection;
  }

  close(): void {
    this.scope.end();
  }
}
