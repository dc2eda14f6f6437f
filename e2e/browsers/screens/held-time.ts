import type { Person } from '@holdfast/e2e-people';

interface HeldPage {
  timeIsHeld: boolean;
}

/**
 * Runs in a page, before any script of it: while time is held, no interval goes off, which the engine's timers are made of too, and nothing
 * that the server says is heard.
 */
function makeTimeHoldable(): void {
  const page = window as unknown as HeldPage;
  const native = window.setInterval.bind(window);
  page.timeIsHeld = false;
  const holdable = (handler: () => void, delay?: number) => native(() => page.timeIsHeld || handler(), delay);
  const Native = window.WebSocket;
  const WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', (event) => page.timeIsHeld && event.stopImmediatePropagation());
    }
  };
  Object.assign(window, { setInterval: holdable, WebSocket });
}

/** What somebody's page shows can be held from now on. */
export async function canHoldTime({ browser }: Person): Promise<void> {
  await browser.addInitScript(makeTimeHoldable);
}

/** A state that passes stays for as long as `look` takes: pictures take longer, on a busy machine. */
export async function whileTimeIsHeld({ browser }: Person, look: () => Promise<void>): Promise<void> {
  const hold = (held: boolean) => browser.execute((is) => void ((window as unknown as HeldPage).timeIsHeld = is), held);
  await hold(true);
  await look();
  await hold(false);
}
