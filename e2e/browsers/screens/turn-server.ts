import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from '../src/api-process';

const secret = 'only good on this machine';

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // nobody listens yet
  } finally {
    socket.destroy();
  }
}

/** Whether coturn is on this machine. */
export function hasTurnServer(): boolean {
  return spawnSync('turnserver', ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** A TURN server on the loopback interface, for as long as `use` takes; it is given the settings of a Holdfast that hands it out. */
export async function withTurnServer(use: (settings: Record<string, string>) => Promise<void>): Promise<void> {
  const port = await freePort();
  const coturn = spawn(
    'turnserver',
    // as a relay of this machine alone: to loopback, which a public one refuses
    ['-n', '--no-cli', '--no-tls', '--no-dtls', '--allow-loopback-peers', '--pidfile=', '--log-file=stdout'].concat(
      ['--realm=holdfast', '--use-auth-secret', `--static-auth-secret=${secret}`],
      ['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${port}`],
    ),
    { stdio: 'ignore' },
  );
  const gone = once(coturn, 'exit');
  try {
    while (!(await answers(port))) {
      if (coturn.exitCode !== null) throw new Error(`coturn ended with exit code ${coturn.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await use({ HOLDFAST_TURN_URLS: `turn:127.0.0.1:${port}?transport=tcp`, HOLDFAST_TURN_SECRET: secret });
  } finally {
    coturn.kill();
    await gone;
  }
}
