import type { CheckCode, Connectivity, ServerCheck, VerdictCode } from '@holdfast/protocol';

interface Said {
  readonly message: string;
  readonly advice?: string;
}

type Spoken = Pick<ServerCheck, 'kind' | 'transport'>;

const FIREWALL: Readonly<Record<ServerCheck['transport'], string>> = {
  udp: 'UDP packets to this port, and the answers back',
  tcp: 'TCP connections to this port',
  tls: 'TCP connections to this port',
  dtls: 'UDP packets to this port, and the answers back',
};

/** What a finding means and what the operator can do about it. */
export function saidOf(code: CheckCode, { kind, transport }: Spoken): Said {
  switch (code) {
    case 'reachable':
      return { message: kind === 'turn' ? 'It gave a relay.' : 'It answers.' };
    case 'unprotected':
      return {
        message: 'It gives relays to anybody, without credentials.',
        advice: 'Set use-auth-secret and static-auth-secret on it, or strangers use it for their own traffic.',
      };
    case 'wrong-secret':
      return {
        message: 'It does not take the credentials that this server makes.',
        advice: 'Give both the same secret (HOLDFAST_TURN_SECRET, static-auth-secret) and look at both clocks.',
      };
    case 'at-capacity':
      return {
        message: 'It has no relay left to give.',
        advice: 'Raise total-quota or the range of ports (min-port, max-port), or set up another TURN server.',
      };
    case 'private-relay':
      return {
        message: 'Its relays have private addresses that nobody outside of its network reaches.',
        advice: 'Set external-ip on it to its public address.',
      };
    case 'refused':
      return {
        message: kind === 'turn' ? 'It answers, and gives no relay.' : 'It answers, and refuses.',
        advice: 'Look at its log: something in its configuration forbids this.',
      };
    case 'not-answering':
      return {
        message: 'Nothing comes back.',
        advice: `Look whether it runs, and whether every firewall on the way lets through ${FIREWALL[transport]}.`,
      };
    case 'connection-refused':
      return {
        message: 'Nobody listens on this port.',
        advice: 'Start it, or correct the port of the URL.',
      };
    case 'bad-answer':
      return {
        message: 'Something answers that is no STUN or TURN server.',
        advice: 'Look what listens on this port: another service, or a proxy in front.',
      };
    case 'name-unknown':
      return {
        message: 'There is no such name.',
        advice: 'Correct the host of the URL, or make the name in your DNS.',
      };
    case 'no-route':
      return {
        message: 'This machine has no way to it.',
        advice: 'Look at the network of this machine, and whether the name stands for an address that it can reach.',
      };
    case 'bad-certificate':
      return {
        message: 'Its certificate is not one that browsers trust for this name.',
        advice: 'Give it a certificate for the host of the URL, with its whole chain, that has not run out.',
      };
    case 'no-tls':
      return {
        message: 'It does not speak TLS on this port.',
        advice: 'Set tls-listening-port, cert and pkey on it, or take the URL without the s (turn:).',
      };
    case 'unsupported':
      return {
        message: 'No browser can use this URL.',
        advice: 'For TLS write turns:host:port?transport=tcp.',
      };
  }
}

const VERDICTS: Readonly<Record<VerdictCode, Said>> = {
  ready: {
    message: 'Everything that is configured works: calls go directly where they can, and through a relay where not.',
  },
  'partly-ready': {
    message: 'Calls work, also through a relay. Not every way to it does.',
    advice: 'People behind strict firewalls may need the one that fails. See what is said of it.',
  },
  'no-relay-reachable': {
    message: 'No TURN server can be used, so calls work only where browsers reach each other directly.',
    advice: 'See what is said of each server.',
  },
  'stun-only': {
    message: 'No TURN server is configured, so calls between networks with strict NATs or firewalls find no way.',
    advice: 'Set up coturn, and name it in HOLDFAST_TURN_URLS.',
  },
  'no-servers': {
    message:
      'No STUN or TURN server is configured, so calls work only inside of one network, or where one side has a public address.',
    advice: 'Set up coturn, and name it in HOLDFAST_STUN_URLS and HOLDFAST_TURN_URLS.',
  },
};

/** What the checks mean together. */
export function verdictOf(checks: readonly ServerCheck[]): Connectivity['verdict'] {
  const relays = checks.filter(({ kind }) => kind === 'turn');
  const works = ({ code }: ServerCheck) => code === 'reachable' || code === 'unprotected';
  const code = ((): VerdictCode => {
    if (checks.length === 0) return 'no-servers';
    if (relays.length === 0) return 'stun-only';
    if (!relays.some(works)) return 'no-relay-reachable';
    return checks.every(({ code }) => code === 'reachable') ? 'ready' : 'partly-ready';
  })();
  return { code, ...VERDICTS[code] };
}
