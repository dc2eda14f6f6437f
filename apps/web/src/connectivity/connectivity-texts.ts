import type { RoomApiError } from '@holdfast/call-angular/room-api';
import type { SeenFromHere } from './browser-check';
import type { CheckedServer, Verdict } from './verdict';

interface Said {
  readonly heading: string;
  readonly detail: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly todo?: string;
}

const verdicts: Readonly<Record<Verdict, Said>> = {
  works: {
    heading: 'Calls will work from here',
    detail: 'They go directly from browser to browser where that is possible, and through the relay where it is not.',
  },
  'works-partly': {
    heading: 'Calls will work from here',
    detail:
      'Directly or through the relay. Not each way to the relay works, and somebody else may need the one that does not.',
    todo: 'If you run this server, look at the list.',
  },
  'direct-only': {
    heading: 'Calls work only where a direct way is found',
    detail:
      'This server has no relay. Most home networks let a call through directly. Some mobile and company networks do not.',
    todo: 'If a call finds no way, use another network. If you run this server, set up a TURN server (coturn).',
  },
  'relay-broken': {
    heading: 'Calls work only where a direct way is found',
    detail: 'The relay of this server can’t be used by anybody at the moment.',
    todo: 'Tell the person who runs this server, and use another network if a call finds no way.',
  },
  'relay-blocked': {
    heading: 'Calls work only where a direct way is found',
    detail: 'The relay of this server works, and your network lets nothing through to it.',
    todo: 'Use another network, such as your phone’s. A relay over TLS on port 443 gets through most firewalls: ask the person who runs this server.',
  },
  'relay-silent': {
    heading: 'Calls work only where a direct way is found',
    detail: 'You get a relay, and nothing comes through it.',
    todo: 'If you run this server, open the ports of its relays (min-port to max-port), and let relays reach each other.',
  },
  'same-network': {
    heading: 'Calls work only inside of one network',
    detail:
      'This server has neither STUN nor TURN. Two people in the same network reach each other. Over the internet hardly anybody does.',
    todo: 'If you run this server, set up coturn, and name it in HOLDFAST_STUN_URLS and HOLDFAST_TURN_URLS.',
  },
};

const transports: Readonly<Record<CheckedServer['transport'], string>> = {
  udp: 'UDP',
  tcp: 'TCP',
  tls: 'TLS',
  dtls: 'DTLS',
};

export const connectivityTexts = {
  title: 'Will calls work from here? · Holdfast',
  heading: 'Will calls work from here?',
  checking: 'Trying every way. This takes up to 20 seconds.',
  again: 'Check again',
  home: 'Home',
  ways: 'The ways in detail',
  fromServer: 'From the server',
  fromHere: 'From this browser',
  noBrowser: 'This browser makes no connections of its own (WebRTC is missing or turned off), so no call works in it.',
  notOffered: 'The server did not give what this browser needs to try. Check again in a moment.',

  verdict: (verdict: Verdict): Said => verdicts[verdict],

  echo: (ms: number) => `A word through the relay and back took ${ms} ms.`,

  name: ({ kind, transport }: CheckedServer) =>
    `${kind === 'turn' ? 'Relay (TURN)' : 'Address (STUN)'} over ${transports[transport]}`,

  here(here: SeenFromHere | null): string {
    if (here === null) return 'Trying …';
    return here === 'works' ? 'It works.' : 'Nothing comes back.';
  },

  failed(code: RoomApiError['code']): string {
    switch (code) {
      case 'rate-limited':
        return 'You have asked many times in a short time. Wait a minute and check again.';
      case 'unreachable':
        return 'The server does not answer. Look at your network and check again.';
      default:
        return 'The server could not check. Check again in a moment.';
    }
  },
} as const;
