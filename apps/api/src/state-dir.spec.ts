import fs, { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from './start-error';
import { StateDir } from './state-dir';

describe('what is kept for the first time in the state directory', () => {
  let folder: string;
  let state: StateDir;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-state-'));
    state = new StateDir(folder);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const linksFailWith = (code: string) =>
    jest.spyOn(fs, 'linkSync').mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });

  it('stays, whoever comes second', () => {
    expect(state.writeFirst('secret', 'first')).toBe(true);
    expect(state.writeFirst('secret', 'second')).toBe(false);
    expect(state.read('secret')).toBe('first');
    expect(readdirSync(folder)).toEqual(['secret']);
  });

  it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])(
    'is kept and stays also on a volume without hard links, which says %s',
    (code) => {
      const link = linksFailWith(code);
      expect(state.writeFirst('secret', 'first')).toBe(true);
      expect(state.writeFirst('secret', 'second')).toBe(false);
      expect(link).toHaveBeenCalledTimes(2);
      expect(state.read('secret')).toBe('first');
      expect(readdirSync(folder)).toEqual(['secret']);
      expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
    },
  );

  it('is not kept where the volume is full: the start stops with one line', () => {
    linksFailWith('ENOSPC');
    expect(() => state.writeFirst('secret', 'first')).toThrow(StartError);
    expect(readdirSync(folder)).toEqual([]);
  });
});
