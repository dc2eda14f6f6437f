import type { Person } from '@holdfast/e2e-people';

interface TappedPage {
  tappedSockets: WebSocket[];
}

/** Runs in a page, before any script of it: changes what goes to the server, and keeps the sockets for `hears`. */
function tap(sent: string, instead: string): void {
  const page = window as unknown as TappedPage;
  const Native = window.WebSocket;
  page.tappedSockets = [];
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      page.tappedSockets.push(this);
    }
    override send(data: string | BufferSource | Blob): void {
      super.send(typeof data === 'string' && sent ? data.replace(sent, instead) : data);
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
