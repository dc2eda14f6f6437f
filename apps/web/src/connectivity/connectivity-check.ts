import { inject, Service, signal } from '@angular/core';
import { RoomApi, RoomApiError } from '@holdfast/call-angular/room-api';
import type { Connectivity } from '@holdfast/protocol';
import { CreateConnection, echoThroughRelay, gatherWith } from './browser-check';
import { verdictOf, type CheckedServer, type Verdict } from './verdict';

/** Where a check stands. */
export type CheckState =
  | { readonly phase: 'asking' }
  /** The server has said what it sees, this browser tries. */
  | { readonly phase: 'trying'; readonly servers: readonly CheckedServer[] }
  | {
      readonly phase: 'done';
      readonly verdict: Verdict;
      readonly servers: readonly CheckedServer[];
      readonly echoMs: number | null;
    }
  /** This browser makes no connections at all. */
  | { readonly phase: 'no-browser'; readonly servers: readonly CheckedServer[] }
  /** The server did not give what a browser needs to try. */
  | { readonly phase: 'not-offered'; readonly servers: readonly CheckedServer[] }
  | { readonly phase: 'failed'; readonly code: RoomApiError['code'] };

/** Checks the ways of this server, from its side and from this browser's. */
@Service({ autoProvided: false })
export class ConnectivityCheck {
  private readonly api = inject(RoomApi);
  private readonly create = inject(CreateConnection);
  private readonly current = signal<CheckState>({ phase: 'asking' });

  readonly state = this.current.asReadonly();

  /** Checks everything anew. One check at a time. */
  async run(): Promise<void> {
    this.current.set({ phase: 'asking' });
    try {
      await this.tryOut(await this.api.connectivity());
    } catch (error) {
      if (!(error instanceof RoomApiError)) throw error;
      this.current.set({ phase: 'failed', code: error.code });
    }
  }

  private async tryOut({ servers: seen, iceServers }: Connectivity): Promise<void> {
    const { create } = this;
    let servers: readonly CheckedServer[] = seen.map((server) => ({ ...server, here: null }));
    if (create === null) return this.current.set({ phase: 'no-browser', servers });
    if (iceServers === undefined) return this.current.set({ phase: 'not-offered', servers });
    this.current.set({ phase: 'trying', servers });
    await Promise.all(
      seen.map(async (server, index) => {
        const here = await gatherWith(create, server, iceServers);
        servers = servers.map((known, at) => (at === index ? { ...known, here } : known));
        this.current.set({ phase: 'trying', servers });
      }),
    );
    const hasRelay = servers.some(({ kind, here }) => kind === 'turn' && here === 'works');
    const echoMs = hasRelay ? await echoThroughRelay(create, iceServers) : null;
    this.current.set({ phase: 'done', verdict: verdictOf({ servers, echoMs }), servers, echoMs });
  }
}
