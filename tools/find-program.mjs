// Where programs are, for the scripts that provide what tests need.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // not there, or not for us: the same here
  }
}

/**
 * The first of `names` that is a program: an absolute path, or a name looked up on PATH. npm puts node_modules/.bin there, and what
 * it calls geckodriver is no driver but a program that downloads one.
 */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && !folder.includes('node_modules'));
  return names
    .filter(Boolean)
    .flatMap((name) => (name.includes('/') ? [name] : folders.map((folder) => join(folder, name))))
    .find(isExecutable);
}

/** Runs a program to its end; whether it went well. */
export function runs(command, args, options = {}) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }).status === 0;
}

/** The command that installs packages of the distribution without a question. */
export const aptInstall = (...names) => ['apt-get', 'install', '-y', '--no-install-recommends', ...names];
