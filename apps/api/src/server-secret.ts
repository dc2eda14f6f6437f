import { randomBytes } from 'node:crypto';
import type { Config } from './config/settings';
import { StartError } from './start-error';
import { StateDir } from './state-dir';

const FILE = 'secret';

/** What the server signs with, and whether it had to make it just now. */
export interface ServerSecret {
  readonly secret: string;
  readonly isNew: boolean;
}

/**
 * The secret of the configuration, else the one that was kept at an earlier start, else a new one, which is kept.
 * @throws StartError where the state directory cannot be used, or what is kept there is no secret.
 */
export function serverSecret({ secret, stateDir }: Pick<Config, 'secret' | 'stateDir'>): ServerSecret {
  if (secret !== undefined) return { secret, isNew: false };
  const state = new StateDir(stateDir);
  const isNew = state.read(FILE) === undefined && state.writeFirst(FILE, `${randomBytes(32).toString('base64url')}\n`);
  const kept = state.read(FILE)?.trim() ?? '';
  if (kept.length < 16) throw new StartError(`HOLDFAST_STATE_DIR: "${stateDir}/${FILE}" holds no secret; remove it`);
  return { secret: kept, isNew };
}
