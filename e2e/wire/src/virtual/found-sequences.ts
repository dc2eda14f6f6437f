import type { Step } from './faults';

/** Sequences that have once ended otherwise than they have to, each as short as it could be made. Played first, each time. */
export const FOUND: readonly (readonly Step[])[] = [
  // the peer reloads while this page is frozen, and this page's seat runs out: the connection to the old page was left open
  [
    { fault: 'freeze', who: 1, thenMs: 0 },
    { fault: 'reload', who: 0, thenMs: 4_000 },
    { fault: 'cut', who: 0, thenMs: 36_000 },
  ],
  // the answer to an ICE restart was lost with the socket of the other side: it was not sent again
  [
    { fault: 'turn on microphone', who: 0, thenMs: 1_500 },
    { fault: 'move, and the browser says so', who: 0, thenMs: 90 },
    { fault: 'socket dies', who: 0, thenMs: 0 },
  ],
  // an offer was acked for a socket that was dead, and nobody was there when the peer came back to say how far it got
  [
    { fault: 'cut', who: 0, thenMs: 32_000 },
    { fault: 'server stops', who: 0, thenMs: 0 },
  ],
];
