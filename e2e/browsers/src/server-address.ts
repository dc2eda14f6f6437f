/** Where the server under test is, for its workers; the launcher chose the port (`wdio.conf.ts`). */
export const port = Number(process.env['E2E_PORT']);
export const origin = `http://127.0.0.1:${port}`;
