import type { ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SECOND_SERVER_ADDRESS, SERVER_ADDRESS } from '../internet/internet';
import type { Namespace } from '../internet/namespace';
import { TURN_PORT, TURN_SECRET } from './turn-server';

/** Where its server listens, at the second address. */
export const TEXTBOOK_PORT = 8_000;
const main = fileURLToPath(new URL('../../textbook/server.mjs', import.meta.url));
/** How long its TURN credentials are good for, in s. */
const ttl = 3_600;

/** Where the textbook page is. */
export const TEXTBOOK_ORIGIN = `http://${SECOND_SERVER_ADDRESS}:${TEXTBOOK_PORT}`;

/** The server of the page that Holdfast's set-up is compared with, on the same machine as Holdfast's. */
export class TextbookServer {
  private child: ChildProcess | null = null;

  constructor(private readonly machine: Namespace) {}

  async start(): Promise<void> {
    const username = `${Math.floor(Date.now() / 1_000) + ttl}:textbook`;
    const credential = createHmac('sha1', TURN_SECRET).update(username).digest('base64');
    const iceServers = [
      { urls: `stun:${SERVER_ADDRESS}:${TURN_PORT}` },
      { urls: `turn:${SERVER_ADDRESS}:${TURN_PORT}?transport=udp`, username, credential },
    ];
    const child = this.machine.spawn(process.execPath, [
      main,
      SECOND_SERVER_ADDRESS,
      String(TEXTBOOK_PORT),
      JSON.stringify(iceServers),
    ]);
    this.child = child;
    while ((await this.machine.run('ss', ['-Hltn', 'src', `${SECOND_SERVER_ADDRESS}:${TEXTBOOK_PORT}`])) === '') {
      if (child.exitCode !== null) throw new Error(`The textbook's server ended with code ${child.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
