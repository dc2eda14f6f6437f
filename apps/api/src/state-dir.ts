import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error';

/** How a volume says that its files can't have a second name: FAT, many network and FUSE volumes, folders shared with another system. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

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
      this.prepare();
      writeFileSync(`${file}.new`, text, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      throw this.unusable(error);
    }
  }

  /**
   * Keeps a text under a name that nothing is kept under yet, whole or not at all.
   * @returns Whether it did; not so where another process was faster.
   */
  writeFirst(name: string, text: string): boolean {
    const file = join(this.path, name);
    const draft = `${file}.${randomUUID()}`;
    try {
      this.prepare();
      writeFileSync(draft, text, { mode: 0o600 });
      nameFirst(draft, file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw this.unusable(error);
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private prepare(): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    chmodSync(this.path, 0o700);
  }

  private unusable(cause: unknown): StartError {
    const { code } = cause as NodeJS.ErrnoException;
    return new StartError(`HOLDFAST_STATE_DIR: "${this.path}" cannot be read and written (${code})`, { cause });
  }
}

/**
 * Gives a file a name that must be free yet: a link, because unlike a rename it replaces nothing. Where the volume has no links it is a copy,
 * which replaces nothing either, but is not there as a whole at once: who reads in this very moment may find less.
 */
function nameFirst(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(draft, file, constants.COPYFILE_EXCL);
  }
}
