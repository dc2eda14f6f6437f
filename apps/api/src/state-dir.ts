import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error';

/** The folder where the server keeps what must outlive it. Only its own user can look into it. */
export class StateDir {
  constructor(readonly path: string) {}

  /** What was kept under a name; `undefined` where nothing was. */
  read(name: string): string | undefined {
    try {
      return readFileSync(join(this.path, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw this.unusable(error);
    }
  }

  /** Keeps a text under a name, whole or not at all. */
  write(name: string, text: string): void {
    const file = join(this.path, name);
    try {
      mkdirSync(this.path, { recursive: true, mode: 0o700 });
      chmodSync(this.path, 0o700);
      writeFileSync(`${file}.new`, text, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      throw this.unusable(error);
    }
  }

  private unusable(cause: unknown): StartError {
    const { code } = cause as NodeJS.ErrnoException;
    return new StartError(`HOLDFAST_STATE_DIR: "${this.path}" cannot be read and written (${code})`, { cause });
  }
}
