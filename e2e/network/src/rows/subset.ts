/** What `npm test` runs: which rows in which browsers. There a row passes by what comes about, not by how long it takes. */
export const subset: Readonly<Record<string, readonly string[]>> = {
  'chromium-chromium': [
    'server-killed',
    'server-gone',
    'reload-caller',
    'browser-killed',
    'dark-8s',
    'hand-over',
    'rebinding-relayed',
    'turn-restarted',
    'third-person',
  ],
  'firefox-chromium': ['reload-callee', 'dark-8s', 'hand-over'],
};
