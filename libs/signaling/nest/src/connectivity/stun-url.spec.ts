import { readStunUrl } from './stun-url';

describe('the URL of a STUN or TURN server', () => {
  it.each([
    ['stun:stun.example.org', 'stun', 'udp', 'stun.example.org', 3478],
    ['STUNS:stun.example.org', 'stun', 'tls', 'stun.example.org', 5349],
    ['turn:turn.example.org', 'turn', 'udp', 'turn.example.org', 3478],
    ['turn:turn.example.org:80?transport=tcp', 'turn', 'tcp', 'turn.example.org', 80],
    ['turns:turn.example.org:443?transport=tcp', 'turn', 'tls', 'turn.example.org', 443],
    ['turns:turn.example.org', 'turn', 'tls', 'turn.example.org', 5349],
    ['turns:turn.example.org?transport=udp', 'turn', 'dtls', 'turn.example.org', 5349],
    ['turn:[2001:db8::1]:3479', 'turn', 'udp', '2001:db8::1', 3479],
  ])('%s', (url, kind, transport, host, port) => {
    expect(readStunUrl(url)).toEqual({ kind, transport, host, port });
  });

  it.each(['https://example.org', 'turn:', 'turn:a b', 'turn:a?transport=sctp', ''])('is not %j', (url) => {
    expect(readStunUrl(url)).toBeNull();
  });
});
