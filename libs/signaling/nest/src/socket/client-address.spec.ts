import type { IncomingMessage } from 'node:http';
import { clientAddress } from './client-address';

const request = (remoteAddress: string, forwarded?: string | string[]) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('clientAddress', () => {
  it('is that of the connection where no proxy is trusted, whatever a header says', () => {
    expect(clientAddress(request('198.51.100.7', '203.0.113.1'), 0)).toBe('198.51.100.7');
  });

  it('is what the outermost trusted proxy saw, and nothing that the client wrote before it', () => {
    const forged = '1.1.1.1, 203.0.113.9, 10.0.0.2';
    expect(clientAddress(request('10.0.0.1', forged), 1)).toBe('10.0.0.2');
    expect(clientAddress(request('10.0.0.1', forged), 2)).toBe('203.0.113.9');
    expect(clientAddress(request('10.0.0.1', ['1.1.1.1', '203.0.113.9']), 1)).toBe('203.0.113.9');
  });

  it('is the first one known where there are fewer hops than trusted', () => {
    expect(clientAddress(request('198.51.100.7'), 2)).toBe('198.51.100.7');
  });

  it.each([
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:DB8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('counts %s as %s', (address, network) => {
    expect(clientAddress(request(address), 0)).toBe(network);
  });
});
