import type { NetworkInterfaceInfo } from 'node:os';
import { lanAddresses } from './lan-addresses';

const at = (address: string, rest: Partial<NetworkInterfaceInfo> = {}): NetworkInterfaceInfo =>
  ({ address, family: 'IPv4', internal: false, netmask: '', mac: '', cidr: null, ...rest }) as NetworkInterfaceInfo;

describe('lanAddresses', () => {
  it('are those that another machine can use', () => {
    const interfaces = {
      lo: [at('127.0.0.1', { internal: true })],
      eth0: [at('192.168.1.7'), at('fe80::1', { family: 'IPv6' })],
      wlan0: [at('169.254.3.4'), at('10.0.0.7')],
      gone: undefined,
    };
    expect(lanAddresses(interfaces)).toEqual(['192.168.1.7', '10.0.0.7']);
  });
});
