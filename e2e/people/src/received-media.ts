/** What has arrived at a page from the other side since its document began: counts that only rise while media flows. */
export interface ReceivedMedia {
  readonly framesDecoded: number;
  readonly audioPackets: number;
}

/** A connection that tells of its end: Firefox never answers for the statistics of one that is closed meanwhile. */
interface WatchedConnection extends RTCPeerConnection {
  readonly whenClosed: Promise<void>;
}

interface WatchedPage {
  watchedConnections: WatchedConnection[];
}

/**
 * Runs in a page, before any script of it: keeps the peer connections that the page has open, so that a test can ask them for statistics.
 * The page notices nothing; what it gets is a real `RTCPeerConnection`.
 */
export function watchConnections(): void {
  const page = window as unknown as WatchedPage;
  // two people may have prepared the same tab, one after the other
  if ((page as Partial<WatchedPage>).watchedConnections !== undefined) return;
  const Native = window.RTCPeerConnection;
  page.watchedConnections = [];
  window.RTCPeerConnection = class extends Native implements WatchedConnection {
    private closed!: () => void;
    readonly whenClosed = new Promise<void>((resolve) => (this.closed = resolve));
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      page.watchedConnections = page.watchedConnections.filter(({ connectionState }) => connectionState !== 'closed');
      page.watchedConnections.push(this);
    }
    override close(): void {
      super.close();
      this.closed();
    }
  };
}

/** Runs in a page: adds up `inbound-rtp` (W3C webrtc-stats, section 8.4) over the connections that are open. */
export async function readReceivedMedia(): Promise<ReceivedMedia> {
  let framesDecoded = 0;
  let audioPackets = 0;
  for (const connection of (window as unknown as WatchedPage).watchedConnections) {
    if (connection.connectionState === 'closed') continue;
    const statistics = await Promise.race([connection.getStats(), connection.whenClosed]);
    statistics?.forEach((entry) => {
      if (entry.type !== 'inbound-rtp') return;
      if (entry.kind === 'video') framesDecoded += entry.framesDecoded ?? 0;
      else audioPackets += entry.packetsReceived ?? 0;
    });
  }
  return { framesDecoded, audioPackets };
}

/** Runs in a page: the addresses of the STUN and TURN servers that any of its connections was made with. */
export function readIceServers(): string[] {
  return (window as unknown as WatchedPage).watchedConnections.flatMap((connection) =>
    (connection.getConfiguration().iceServers ?? []).flatMap(({ urls }) => urls),
  );
}
