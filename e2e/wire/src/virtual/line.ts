import { RequestError } from '@holdfast/call-engine';
import type { FakeLink, FakeRequest } from '@holdfast/call-engine/testing';
import type { ErrorBody, Notice, RefusalBody } from '@holdfast/protocol';
import { Pipe } from './pipe';
import type { PageClock } from './page-clock';
import type { Uplink } from './uplink';

/** After how long without a heartbeat an end takes its socket for dead, in ms: `pingInterval` and `pingTimeout`. */
const HEARTBEAT_MS = 9_000;

/** The server as a line meets it. */
export interface Listening {
  /** A transport is opened; `false` where nobody listens. */
  open(line: Line): boolean;
  /** CONNECT has come. */
  connect(line: Line, auth: unknown): void;
  request(line: Line, event: string, payload: unknown, reply: (reply: unknown) => void): void;
  /** The socket is gone at this end. */
  lost(line: Line): void;
}

/** One socket between a page and the server: two directions, and two ends that learn of its death each in its own time. */
export class Line {
  private readonly up: Pipe;
  private readonly down: Pipe;
  private readonly address: string;
  /** `dead`: nothing gets through for good, and nobody is told. */
  private wire: 'whole' | 'dead' = 'whole';
  private serverEnd: 'none' | 'open' | 'over' = 'none';
  private clientDeath: { unsubscribe(): void } | null = null;
  private serverDeath: NodeJS.Timeout | undefined;

  constructor(
    readonly id: string,
    private readonly link: FakeLink,
    private readonly uplink: Uplink,
    private readonly clock: PageClock,
    private readonly server: Listening,
  ) {
    this.address = uplink.address;
    const latencyMs = () => uplink.latencyMs;
    this.up = new Pipe(latencyMs, () => this.isWhole && uplink.sends);
    this.down = new Pipe(latencyMs, () => this.isWhole && uplink.hears && !clock.frozen);
    uplink.attach(this);
    link.serve(
      (request) => this.ask(request),
      () => {
        this.up.send(() => this.endsAtServer());
        this.look();
      },
    );
    this.up.send(() => this.arrives());
    this.look();
  }

  /** The server sends a notice. */
  notify(notice: Notice): void {
    const text = JSON.stringify(notice);
    this.down.send(() => this.link.notify(JSON.parse(text) as Notice));
  }

  /** The server asks whether something still arrives from a seat. */
  askStillThere(seat: string): Promise<boolean> {
    return new Promise((resolve) =>
      this.down.send(() => void this.link.askStillThere(seat).then((yes) => this.up.send(() => resolve(yes)))),
    );
  }

  refuse(refusal: RefusalBody): void {
    this.down.send(() => {
      this.link.refuse(refusal);
      this.look();
    });
    this.serverIsOver();
  }

  /** The server closes the socket, behind all that it has sent. */
  closesAtServer(): void {
    this.down.send(() => this.breaksAtClient());
    this.serverIsOver();
  }

  /** The socket is gone at the client: it is told. */
  breaksAtClient(): void {
    this.link.break();
    this.look();
  }

  /** The socket is gone at the server: it is told. */
  endsAtServer(): void {
    if (this.serverEnd === 'over') return;
    const wasOpen = this.serverEnd === 'open';
    this.serverIsOver();
    if (wasOpen) this.server.lost(this);
  }

  /** Nothing gets through any more, and neither end is told. */
  dies(): void {
    this.wire = 'dead';
    this.look();
  }

  /** The network or the page changed: delivers what can be, and counts down where no heartbeat gets through. */
  look(): void {
    this.up.look();
    this.down.look();
    const clientIsOver = this.link.state === 'closed';
    const isBeating = this.isWhole && this.uplink.sends && this.uplink.hears;
    if (clientIsOver || (isBeating && this.serverEnd !== 'over')) {
      this.clientDeath?.unsubscribe();
      this.clientDeath = null;
    } else this.clientDeath ??= this.clock.schedule(() => this.breaksAtClient(), HEARTBEAT_MS);
    if (this.serverEnd !== 'open' || (isBeating && !this.clock.frozen && !clientIsOver)) {
      clearTimeout(this.serverDeath);
      this.serverDeath = undefined;
    } else this.serverDeath ??= setTimeout(() => this.endsAtServer(), HEARTBEAT_MS);
    if (clientIsOver && this.serverEnd !== 'open' && !this.isWhole) this.forget();
    else if (clientIsOver && this.serverEnd === 'over') this.forget();
  }

  private get isWhole(): boolean {
    return this.wire === 'whole' && this.uplink.address === this.address;
  }

  /** TCP's SYN has come to the port. */
  private arrives(): void {
    if (!this.server.open(this)) {
      this.serverEnd = 'over';
      this.down.send(() => {
        this.link.fail();
        this.look();
      });
      return this.look();
    }
    this.serverEnd = 'open';
    this.down.send(() => {
      if (this.link.state === 'closed') return;
      const auth = JSON.stringify(this.link.auth());
      this.up.send(() => this.serverEnd === 'open' && this.server.connect(this, JSON.parse(auth)));
    });
    this.look();
  }

  private ask({ event, payload, reply, fail }: FakeRequest): void {
    const text = JSON.stringify(payload);
    this.up.send(() => {
      if (this.serverEnd !== 'open') return;
      this.server.request(this, event, JSON.parse(text), (answer) => {
        const { error } = answer as { error?: ErrorBody };
        this.down.send(() => (error === undefined ? reply(answer) : fail(RequestError.answered(event, error))));
      });
    });
  }

  private serverIsOver(): void {
    this.serverEnd = 'over';
    this.look();
  }

  private forget(): void {
    this.up.end();
    this.down.end();
    this.clientDeath?.unsubscribe();
    clearTimeout(this.serverDeath);
    this.uplink.detach(this);
  }
}
