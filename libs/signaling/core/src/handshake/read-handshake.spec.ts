import type { ErrorCode } from '@holdfast/protocol';
import { page } from '../testing/virtual-server';
import { readHandshake } from './read-handshake';

const good = page('ana');

describe('readHandshake', () => {
  it('reads a good one and drops what it does not know', () => {
    expect(readHandshake({ ...good, more: 1 })).toEqual(good);
  });

  it.each<[string, unknown, ErrorCode]>([
    ['another version, whatever else is wrong', { protocol: 2 }, 'wrong-protocol'],
    ['another version that is too large as well', { protocol: 2, x: 'x'.repeat(70_000) }, 'wrong-protocol'],
    ['more than 64 KiB', { ...good, more: 'x'.repeat(70_000) }, 'too-large'],
    ['nothing', undefined, 'bad-handshake'],
    ['no version', { ...good, protocol: undefined }, 'bad-handshake'],
    ['a version that is no number', { ...good, protocol: '1' }, 'bad-handshake'],
    ['a malformed room', { ...good, room: 'short' }, 'bad-handshake'],
    ['a malformed key', { ...good, seatKey: '<script>' }, 'bad-handshake'],
    ['no page', { ...good, pageId: undefined }, 'bad-handshake'],
    ['a connection that is none', { ...good, connections: { peer: { connectionId: '1', n: 0 } } }, 'bad-handshake'],
  ])('refuses %s', (_what, auth, code) => {
    expect(() => readHandshake(auth)).toThrow(expect.objectContaining({ code }));
  });

  it('names the field at fault and echoes nothing of the handshake', () => {
    const connections = { secretpeer: { connectionId: 'secretid', n: 0 } };
    const read = () => readHandshake({ ...good, connections });
    expect(read).toThrow('at connections');
    expect(read).not.toThrow(/secret/);
  });
});
