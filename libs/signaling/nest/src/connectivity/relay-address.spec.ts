import { isOutOfReach } from './relay-address';

describe('the address of a relay', () => {
  it.each([
    ['10.0.0.5', '203.0.113.10', true],
    ['172.31.0.1', '203.0.113.10', true],
    ['192.168.1.4', '2001:db8::1', true],
    ['fd00::5', '2001:db8::1', true],
    ['203.0.113.10', '203.0.113.10', false],
    ['172.32.0.1', '203.0.113.10', false],
    ['192.168.1.4', '192.168.1.4', false],
    ['2001:db8::2', '2001:db8::1', false],
  ])('%s of a server at %s is out of reach: %p', (relay, server, expected) => {
    expect(isOutOfReach(relay, server)).toBe(expected);
  });
});
