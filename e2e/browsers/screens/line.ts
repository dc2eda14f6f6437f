import type { Person } from '@holdfast/e2e-people';

interface TappedPage {
  tappedSockets: WebSocket[];
  /** Where the page says the first, the server reads the second. */
  tappedWords: readonly [string, string];
  /** The seat that the server gave last. */
  tappedSeat: string;
}

/** Runs in a page, before any script of it: changes what goes to the server, and keeps the sockets for `hears`. */
function tap(sent: string, instead: string): void {
  const page = window as unknown as TappedPage;
  const Native = window.WebSocket;
  page.tappedSockets = [];
  page.tappedWords = [sent, instead];
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      page.tappedSockets.push(this);
      this.addEventListener('message', ({ data }) => {
        const [, joined] = /^42\["joined",(.*)\]$/.exec(String(data)) ?? [];
        if (joined) page.tappedSeat = JSON.parse(joined).self.id;
      });
    }
    override send(data: string | BufferSource | Blob): void {
      const [word, other] = page.tappedWords;
      super.send(typeof data === 'string' && word ? data.replace(word, other) : data);
    }
  };
}

/** Somebody's line to the server is tapped: where their pages say `sent`, the server reads `instead`. */
export async function tapLine({ browser }: Person, sent = '', instead = ''): Promise<void> {
  await browser.addInitScript(tap, sent, instead);
}

/** On a tapped line: the page hears this notice, as if the server had sent it. */
export async function hears({ browser }: Person, event: string, payload: object): Promise<void> {
  await browser.execute(
    (packet) => {
      for (const socket of (window as unknown as TappedPage).tappedSockets)
        socket.dispatchEvent(new MessageEvent('message', { data: packet }));
    },
    `42${JSON.stringify([event, payload])}`,
  );
}

/** On a tapped line: the seat that the page has. */
export async function seatOf({ browser }: Person): Promise<string> {
  return await browser.execute(() => (window as unknown as TappedPage).tappedSeat);
}

/** On a tapped line: the page stays in the room, but its connections are gone and it gets none any more. */
export async function losesItsWayToTheOther({ browser }: Person): Promise<void> {
  await browser.execute(() => {
    const page = window as unknown as TappedPage & { watchedConnections: RTCPeerConnection[] };
    page.tappedWords = ['["signal"', '["echo"'];
    for (const connection of page.watchedConnections) connection.close();
  });
}
