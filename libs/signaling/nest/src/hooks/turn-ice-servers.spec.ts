import { TurnIceServers } from './turn-ice-servers';

const request = { room: 'r', participant: 'seat-1', relayOnly: false };
const turn = { turnUrls: ['turn:turn.example.org'], turnSecret: 'north', now: () => 1_700_000_000_500 };

describe('TurnIceServers', () => {
  it('makes a user name of expiry and participant, and its HMAC-SHA1 as the password', () => {
    expect(new TurnIceServers(turn).iceServers(request)).toEqual({
      iceServers: [
        { urls: ['turn:turn.example.org'], username: '1700003600:seat-1', credential: 'Sdnw9zJjiD9tDVSdc7QwnJwM3d4=' },
      ],
      iceTtlMs: 3_600_000,
    });
  });

  it('puts STUN before TURN, without credentials', () => {
    const { iceServers } = new TurnIceServers({ ...turn, stunUrls: ['stun:a', 'stun:b'] }).iceServers(request);
    expect(iceServers[0]).toEqual({ urls: ['stun:a', 'stun:b'] });
    expect(iceServers).toHaveLength(2);
  });

  it('gives no STUN to a room that may only use a relay', () => {
    const { iceServers } = new TurnIceServers({ ...turn, stunUrls: ['stun:a'] }).iceServers({
      ...request,
      relayOnly: true,
    });
    expect(iceServers.flatMap(({ urls }) => urls)).toEqual(['turn:turn.example.org']);
  });

  it('is good for the shorter of its own time and the one asked for', () => {
    const servers = new TurnIceServers({ ...turn, ttlMs: 600_000 });
    expect(servers.iceServers({ ...request, ttlMs: 300_000 }).iceTtlMs).toBe(300_000);
    expect(servers.iceServers({ ...request, ttlMs: 900_000 }).iceTtlMs).toBe(600_000);
  });

  it('gives no TURN URL without a secret, and nothing where nothing is configured', () => {
    expect(new TurnIceServers({ turnUrls: ['turn:turn.example.org'] }).iceServers(request)).toEqual({ iceServers: [] });
    expect(new TurnIceServers({}).iceServers(request)).toEqual({ iceServers: [] });
  });
});
