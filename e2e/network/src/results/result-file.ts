import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunResult } from './run-result';

/** The runs measured so far, one a line, so that a long measurement can be gone on with. */
export class ResultFile {
  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
  }

  all(): RunResult[] {
    if (!existsSync(this.path)) return [];
    return readFileSync(this.path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as RunResult);
  }

  adds(result: RunResult): void {
    appendFileSync(this.path, JSON.stringify(result) + '\n');
  }

  clears(): void {
    rmSync(this.path, { force: true });
  }
}
