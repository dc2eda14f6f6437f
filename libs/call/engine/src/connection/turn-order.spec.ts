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
  ])('after %i restarts begins at the next one; everything else stays', (restarts, names) => {
    expect(inTurn(configuration, restarts)).toEqual({
      iceTransportPolicy: 'relay',
      iceServers: [stun, ...names.map(turn)],
    });
  });

  it('of one server, or none, is left as it is', () => {
    const one: RTCConfiguration = { iceServers: [{ urls: ['stun:s', 'stun:t'] }, turn('a')] };
    expect(inTurn(one, 1)).toBe(one);
    expect(inTurn({}, 1)).toEqual({});
  });
});
