import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverSecret } from './server-secret';
import { StateDir } from './state-dir';

describe('the secret of the server', () => {
  let folder: string;
  let stateDir: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-secret-'));
    stateDir = join(folder, 'state');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the one of the configuration, and nothing is kept then', () => {
    expect(serverSecret({ secret: 'sixteen letters!', stateDir })).toEqual({
      secret: 'sixteen letters!',
      isNew: false,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is made at the first start, for the own user alone, and is the same at the next', () => {
    const { secret, isNew } = serverSecret({ secret: undefined, stateDir });
    expect(isNew).toBe(true);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(readdirSync(stateDir)).toEqual(['secret']);
    expect(statSync(join(stateDir, 'secret')).mode & 0o777).toBe(0o600);
    expect(statSync(stateDir).mode & 0o777).toBe(0o700);
    expect(serverSecret({ secret: undefined, stateDir })).toEqual({ secret, isNew: false });
  });

  it('is that of the faster one of two that start at once', () => {
    const read = jest.spyOn(StateDir.prototype, 'read').mockReturnValueOnce(undefined);
    mkdirSync(stateDir);
    writeFileSync(join(stateDir, 'secret'), 'the secret of the faster one');
    expect(serverSecret({ secret: undefined, stateDir })).toEqual({
      secret: 'the secret of the faster one',
      isNew: false,
    });
    expect(readFileSync(join(stateDir, 'secret'), 'utf8')).toBe('the secret of the faster one');
    expect(readdirSync(stateDir)).toEqual(['secret']);
    read.mockRestore();
  });

  it('is never an empty file that somebody left', () => {
    mkdirSync(stateDir);
    writeFileSync(join(stateDir, 'secret'), '\n');
    expect(() => serverSecret({ secret: undefined, stateDir })).toThrow(/holds no secret; remove it/);
  });

  it('stops the start with one line where the folder cannot be used', () => {
    writeFileSync(stateDir, 'a file');
    expect(() => serverSecret({ secret: undefined, stateDir })).toThrow(
      /^HOLDFAST_STATE_DIR: ".*" cannot be read and written \(ENOTDIR\)$/,
    );
  });
});
