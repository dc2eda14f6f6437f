import type { ConnectionChoice, Link, LinkEvent, Transport } from '@holdfast/call-engine';
import type { Handshake, Notice, Signal } from '@holdfast/protocol';
import { tap } from 'rxjs';

/** What a signal is about, in a word. */
function subject({ connectionId, description, restart }: Omit<Signal, 'to'>): string {
  return `${connectionId} ${restart === true ? 'asks for the next' : (description?.type ?? 'candidates')}`;
}

/** What went between the pages of one person and the server: one line for each message, in order. Acks are left out. */
export class WireLog {
  private readonly all: string[] = [];

  /** The lines since the last `clear`, but for what comes as often as it likes: candidates, tickets and signs of life. */
  get lines(): readonly string[] {
    return this.all.filter((line) => !/ (candidates|ticket|echo|renew-ice)$/.test(line));
  }

  /** How many descriptions of this kind went out. */
  count(line: string): number {
    return this.all.filter((other) => other === line).length;
  }

  clear(): void {
    this.all.length = 0;
  }

  /** The same transport, with everything that goes over it written down here. */
  over(transport: Transport): Transport {
    return {
      warm: () => transport.warm(),
      cool: () => transport.cool(),
      open: (auth: () => Handshake, connection?: ConnectionChoice): Link => {
        const link = transport.open(() => this.handshake(auth()), connection);
        return {
          events$: link.events$.pipe(tap((event) => this.received(event))),
          warmed: link.warmed,
          request: (event, payload, timeoutMs) => {
            this.all.push(event === 'signal' ? `> signal ${subject(payload as Signal)}` : `> ${event}`);
            return link.request(event, payload, timeoutMs);
          },
          close: () => link.close(),
        };
      },
    };
  }

  private handshake(handshake: Handshake): Handshake {
    const held = Object.values(handshake.connections ?? {}).map(({ connectionId }) => connectionId);
    this.all.push(['> handshake', ...(handshake.offer ? ['with an offer'] : []), ...held].join(' '));
    return handshake;
  }

  private received(event: LinkEvent): void {
    switch (event.kind) {
      case 'notice':
        return void this.all.push(`< ${told(event.notice)}`);
      case 'asked':
        return void this.all.push(`< ${event.event}?`);
      case 'refused':
        return void this.all.push(`< refused ${event.refusal.code}`);
      case 'failed':
      case 'closed':
        return void this.all.push(`< ${event.kind}`);
    }
  }
}

function told({ event, payload }: Notice): string {
  switch (event) {
    case 'joined':
      return payload.resumed ? 'joined resumed' : 'joined';
    case 'peer-joined':
      return payload.offer ? 'peer-joined with an offer' : 'peer-joined';
    case 'peer-resumed':
      return ['peer-resumed', ...(payload.connection ? [payload.connection.connectionId] : [])].join(' ');
    case 'peer-left':
      return `peer-left ${payload.reason}`;
    case 'signaled':
      return `signaled ${subject(payload)}`;
    default:
      return event;
  }
}
