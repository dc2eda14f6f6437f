import { inTurn } from './turn-order';

describe('the order of TURN servers', () => {
  const credentials = { username: 'U', credential: 'C' };
  const stun = { urls: 'stun:s' };
  const turn = (name: string) => ({ urls: `turn:${name}`, ...credentials });
  const configuration: RTCConfiguration = {
    iceTransportPolicy: 'relay',
    iceServers: [{ urls: ['stun:s'] }, { urls: ['turn:a', 'turn:b', 'turn:c'], ...credentials }],
  };

  it.each([
    [0, ['a', 'b', 'c']],
    [1, ['b', 'c', 'a']],
    [2, ['c', 'a', 'b']],
    [3, ['a', 'b', 'c']],
  ])('after %i agreements begins at the next one; everything else stays', (agreements, names) => {
    expect(inTurn(configuration, agreements)).toEqual({
      iceTransportPolicy: 'relay',
      iceServers: [stun, ...names.map(turn)],
    });
  });

  it('goes by hosts: the URLs of one stay together', () => {
    const ways = (host: string) => [
      `turn:${host}:3478?transport=udp`,
      `turn:${host}:3478?transport=tcp`,
      `turns:${host}:443`,
    ];
    const servers = { iceServers: [{ urls: [...ways('a.example'), ...ways('[2001:db8::1]')], ...credentials }] };
    const urls = ({ iceServers = [] }: RTCConfiguration) => iceServers.map((server) => server.urls);
    expect(urls(inTurn(servers, 1))).toEqual([...ways('[2001:db8::1]'), ...ways('a.example')]);
    expect(urls(inTurn(servers, 2))).toEqual([...ways('a.example'), ...ways('[2001:db8::1]')]);
  });

  it('of one server, or none, is left as it is', () => {
    const one: RTCConfiguration = {
      iceServers: [{ urls: ['stun:s', 'stun:t'] }, { urls: ['turn:a?transport=udp', 'turns:a'], ...credentials }],
    };
    expect(inTurn(one, 1)).toBe(one);
    expect(inTurn({}, 1)).toEqual({});
  });
});
