import { relaysOnly } from './relays-only';
import type { SignalBody } from './signal-outbox';

describe('a signal of somebody who shows relays alone', () => {
  const host = 'candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host generation 0 ufrag F';
  const reflexive = 'candidate:2 1 udp 1686052607 203.0.113.9 54321 typ srflx raddr 192.168.1.7 rport 54321 ufrag F';
  const relay = 'candidate:3 1 udp 41885695 198.51.100.4 50000 typ relay raddr 203.0.113.9 rport 54321 ufrag F';
  const relay6 = 'candidate:4 1 udp 41885439 2001:db8::4 50001 typ relay raddr 2001:db8:1::9 rport 54321';
  const shown = 'candidate:3 1 udp 41885695 198.51.100.4 50000 typ relay raddr 0.0.0.0 rport 9 ufrag F';
  const shown6 = 'candidate:4 1 udp 41885439 2001:db8::4 50001 typ relay raddr :: rport 9';
  const told = (...lines: string[]) => lines.map((candidate) => ({ candidate, sdpMid: '0', usernameFragment: 'F' }));

  it.each(['\r\n', '\n'])('has relays alone in its description, and no default address but a dummy: %j', (end) => {
    const sdp = (lines: string[]) => lines.map((line) => `${line}${end}`).join('');
    const made = sdp([
      'v=0',
      'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
      's=-',
      't=0 0',
      'a=group:BUNDLE 0 1',
      'm=audio 54321 UDP/TLS/RTP/SAVPF 111',
      'c=IN IP4 203.0.113.9',
      'a=rtcp:54321 IN IP4 203.0.113.9',
      ...[host, reflexive, relay, relay6].map((line) => `a=${line}`),
      'a=end-of-candidates',
      'a=ice-ufrag:F',
      'a=rtcp-mux',
      'm=video 0 UDP/TLS/RTP/SAVPF 96',
      'c=IN IP6 2001:db8:1::9',
      'a=bundle-only',
      'm=application 54321 UDP/DTLS/SCTP webrtc-datachannel',
      'c=IN IP4 203.0.113.9',
    ]);
    const { description } = relaysOnly({ description: { type: 'offer', sdp: made } });
    expect(description).toEqual({
      type: 'offer',
      sdp: sdp([
        'v=0',
        'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
        's=-',
        't=0 0',
        'a=group:BUNDLE 0 1',
        'm=audio 9 UDP/TLS/RTP/SAVPF 111',
        'c=IN IP4 0.0.0.0',
        'a=rtcp:9 IN IP4 0.0.0.0',
        `a=${shown}`,
        `a=${shown6}`,
        'a=end-of-candidates',
        'a=ice-ufrag:F',
        'a=rtcp-mux',
        'm=video 0 UDP/TLS/RTP/SAVPF 96',
        'c=IN IP4 0.0.0.0',
        'a=bundle-only',
        'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
        'c=IN IP4 0.0.0.0',
      ]),
    });
  });

  it('has relays alone among its candidates, without the address that their server sees, and their end', () => {
    expect(relaysOnly({ candidates: told(host, relay, reflexive, relay6, '') })).toEqual({
      candidates: told(shown, shown6, ''),
    });
  });

  it('is left alone where it tells no address', () => {
    const description = { type: 'answer', sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:F\r\n' } as const;
    const bodies: SignalBody[] = [{ restart: true }, { candidates: [] }, { description }];
    for (const body of bodies) expect(relaysOnly(body)).toEqual(body);
  });
});
