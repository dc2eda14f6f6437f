import type { PageRecord, ShownPage, Untimed } from './page-record';

/** How often a page is looked at, in ms. */
export const LOOK_INTERVAL = 100;

/**
 * Runs in a page before any script of it, and tells what happens there. The page notices nothing: the connections and sockets it gets are
 * real ones. Frames are those that `inbound-rtp` counts (W3C webrtc-stats, section 8.4) for a track that a visible `<video>` plays.
 *
 * It is handed over as text, so it uses nothing of this module.
 *
 * @param tell takes some records, as JSON
 * @param interval how often the page is looked at, in ms
 * @param tellAfter how long records wait for more of them, in ms: each telling goes through half a dozen processes and takes the page's time
 */
export function watchPage(tell: (records: string) => void, interval: number, tellAfter: number): void {
  let held: PageRecord[] = [];
  const tellAll = () => {
    if (held.length > 0) tell(JSON.stringify(held));
    held = [];
  };
  const say = (record: Untimed) => {
    held.push({ at: Date.now(), ...record });
    if (tellAfter === 0) tellAll();
    else if (held.length === 1) setTimeout(tellAll, tellAfter);
  };
  // neither a frame nor an empty tab beside the page is the page; what is empty has an address of its own in each browser
  if (window.top !== window.self || !location.protocol.startsWith('http')) return;

  // only those that are open: the page's own are to be collected when they are closed
  const open = new Map<number, RTCPeerConnection>();
  /** What waits for statistics of one that may be closed meanwhile: Firefox never answers for those. */
  const waiting = new Map<number, Set<() => void>>();
  let connections = 0;
  /** Tells what the browser refuses, or does not get done. */
  const noted = (number: number, step: string, done: Promise<void>) => {
    const tellHow = (how: string) => say({ kind: 'connection', number, state: `${step} ${how}` });
    const slow = setTimeout(() => open.has(number) && tellHow('takes long'), 1_000);
    done
      .catch((error: unknown) => tellHow(error instanceof Error ? `${error.name}: ${error.message}` : 'fails'))
      .finally(() => clearTimeout(slow));
    return done;
  };
  const NativeConnection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      const number = ++connections;
      open.set(number, this);
      waiting.set(number, new Set());
      for (const step of ['setLocalDescription', 'setRemoteDescription', 'addIceCandidate'] as const) {
        const native = this[step].bind(this) as (...what: unknown[]) => Promise<void>;
        Object.defineProperty(this, step, { value: (...what: unknown[]) => noted(number, step, native(...what)) });
      }
      const fragments = new Set<string>();
      say({ kind: 'connection', number, state: 'new' });
      this.addEventListener('connectionstatechange', () =>
        say({ kind: 'connection', number, state: this.connectionState }),
      );
      this.addEventListener('iceconnectionstatechange', () =>
        say({ kind: 'connection', number, state: `ice ${this.iceConnectionState}` }),
      );
      this.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.type) say({ kind: 'candidate', number, type: candidate.type });
      });
      this.addEventListener('signalingstatechange', () => {
        const [, fragment] = /a=ice-ufrag:(\S+)/.exec(this.localDescription?.sdp ?? '') ?? [];
        if (fragment === undefined || fragments.has(fragment)) return;
        fragments.add(fragment);
        say({ kind: 'ice-generation', number, generation: fragments.size });
      });
    }
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      const send = channel.send.bind(channel) as (data: unknown) => void;
      const eventOf = (data: unknown) => (typeof data === 'string' && /"event":"([a-z]+)"/.exec(data)?.[1]) || 'beat';
      channel.send = (data: unknown) => {
        send(data);
        if (eventOf(data) !== 'beat') say({ kind: 'request', event: `${eventOf(data)} (in-band)` });
      };
      channel.addEventListener('message', ({ data }) => {
        if (eventOf(data) !== 'beat') say({ kind: 'notice', event: `${eventOf(data)} (in-band)` });
      });
      return channel;
    }
    override close(): void {
      for (const [number, connection] of open) {
        if (connection !== this) continue;
        open.delete(number);
        for (const giveUp of waiting.get(number) ?? []) giveUp();
        waiting.delete(number);
        say({ kind: 'connection', number, state: 'closed' });
      }
      super.close();
    }
  };

  let sockets = 0;
  const NativeSocket = window.WebSocket;
  const seat = ({ id, order, role }: { id: string; order: number; role: string }) => ({ id, order, role });
  const read = (text: unknown) => {
    if (typeof text !== 'string' || !text.startsWith('42')) return;
    const [event, payload] = JSON.parse(text.slice(text.indexOf('[')));
    if (event === 'joined') {
      say({ kind: 'joined', resumed: payload.resumed, self: seat(payload.self), peers: payload.peers.map(seat) });
    } else if (event === 'role-changed') say({ kind: 'role', role: payload.role });
    else say({ kind: 'notice', event: event === 'peer-left' ? `${event} (${payload.reason})` : event });
  };
  const written = (data: unknown) => {
    const [, event] = (typeof data === 'string' && /^42\d*\["([a-z-]+)"/.exec(data)) || [];
    if (event) say({ kind: 'request', event });
  };
  window.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      const number = ++sockets;
      this.addEventListener('open', () => say({ kind: 'socket', number, state: 'open' }));
      this.addEventListener('close', () => say({ kind: 'socket', number, state: 'closed' }));
      this.addEventListener('message', ({ data }) => read(data));
    }
    override send(data: string | BufferSource | Blob): void {
      super.send(data);
      written(data);
    }
  };
  // where no WebSocket comes about Socket.IO polls: packets stand side by side there, with a separator between
  const separator = String.fromCharCode(30);
  const NativeRequest = window.XMLHttpRequest;
  window.XMLHttpRequest = class extends NativeRequest {
    constructor() {
      super();
      this.addEventListener('load', () => {
        if (this.responseURL.includes('/socket.io/'))
          for (const packet of this.responseText.split(separator)) read(packet);
      });
    }
    override send(body?: Document | XMLHttpRequestBodyInit | null): void {
      super.send(body);
      if (typeof body === 'string') for (const packet of body.split(separator)) written(packet);
    }
  };

  /** `undefined` where it is closed before the browser answers. No promise outlives the call: each would be held by one that lasts. */
  const statisticsOf = (number: number, connection: RTCPeerConnection) =>
    new Promise<RTCStatsReport | undefined>((resolve, reject) => {
      const giveUp = () => resolve(undefined);
      waiting.get(number)?.add(giveUp);
      connection
        .getStats()
        .then(resolve, reject)
        .finally(() => waiting.get(number)?.delete(giveUp));
    });

  /** What a visible `<video>` plays of others. */
  const shownTracks = () => {
    const tracks = new Set<string>();
    for (const video of document.querySelectorAll('video')) {
      if (
        !video.checkVisibility({ visibilityProperty: true }) ||
        video.closest('[data-tile=self]') ||
        !(video.srcObject instanceof MediaStream)
      )
        continue;
      for (const { id } of video.srcObject.getVideoTracks()) tracks.add(id);
    }
    return tracks;
  };

  const started = new WeakSet<MediaStreamTrack>();
  /** A receiver knows when it gave its track the last frame (W3C WebRTC section 5.3); statistics stay the same for 50 ms in Chromium. */
  const lookForFirstFrame = () => {
    const tracks = shownTracks();
    for (const connection of open.values()) {
      for (const receiver of connection.getReceivers()) {
        if (!tracks.has(receiver.track.id) || started.has(receiver.track)) continue;
        const [source] = receiver.getSynchronizationSources();
        if (source === undefined) continue;
        started.add(receiver.track);
        say({ kind: 'first-frame', delivered: source.timestamp });
      }
    }
  };

  const decoded = new Map<string, number>();
  const countFrames = async () => {
    const tracks = shownTracks();
    let more = 0;
    for (const [number, connection] of open) {
      // to be asked costs a page what it needs to get connected
      if (connection.connectionState === 'new' || connection.connectionState === 'connecting') continue;
      const statistics = await statisticsOf(number, connection);
      if (statistics === undefined) continue;
      statistics.forEach((entry) => {
        if (entry.type !== 'inbound-rtp' || entry.kind !== 'video') return;
        const key = `${number} ${entry.id}`;
        const now = entry.framesDecoded ?? 0;
        if (tracks.has(entry.trackIdentifier)) more += Math.max(0, now - (decoded.get(key) ?? 0));
        decoded.set(key, now);
      });
    }
    if (more > 0) say({ kind: 'frames', count: more });
  };

  let lastShown = '';
  const look = () => {
    const data = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].map(({ dataset }) => dataset);
    const [page] = data('[data-page]');
    const [self] = data('[data-tile=self]');
    const shown: ShownPage = {
      page: page?.['page'],
      phase: page?.['state'],
      signaling: page?.['signaling'],
      hints: data('[data-hint]').map(({ hint }) => hint ?? ''),
      tiles: data('[data-tile=remote]').map(({ connection, path, presence, microphone, camera }) => ({
        ...{ connection, path, presence, microphone, camera },
      })),
      ...(self && { self: { microphone: self['microphone'], camera: self['camera'] } }),
      heading: document.querySelector('h1')?.textContent?.trim(),
    };
    const text = JSON.stringify(shown);
    if (text === lastShown) return;
    lastShown = text;
    say({ kind: 'shown', shown });
  };

  say({ kind: 'document', began: performance.timeOrigin });
  const clicked = ({ target }: Event) => {
    const on = target instanceof Element ? target.closest('button, a') : null;
    if (on) say({ kind: 'clicked', on: on.getAttribute('aria-label') ?? on.textContent?.trim() ?? '' });
  };
  window.addEventListener('click', clicked, { capture: true });
  window.addEventListener('pagehide', () => {
    say({ kind: 'notice', event: 'pagehide' });
    tellAll();
  });
  document.addEventListener('visibilitychange', () => say({ kind: 'notice', event: document.visibilityState }));
  window.addEventListener('online', () => say({ kind: 'notice', event: 'online' }));
  window.addEventListener('offline', () => say({ kind: 'notice', event: 'offline' }));
  let counting = false;
  setInterval(() => {
    look();
    lookForFirstFrame();
    if (counting) return;
    counting = true;
    // a connection may be closed while it is asked
    countFrames()
      .catch(() => undefined)
      .finally(() => (counting = false));
  }, interval);
}
