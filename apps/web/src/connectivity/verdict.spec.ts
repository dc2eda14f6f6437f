import type { CheckCode } from '@holdfast/protocol';
import type { SeenFromHere } from './browser-check';
import { verdictOf, type CheckedServer, type Verdict } from './verdict';

const server = (kind: 'stun' | 'turn', code: CheckCode, here: SeenFromHere): CheckedServer => ({
  url: `${kind}:${kind}.example.org`,
  kind,
  transport: 'udp',
  code,
  message: '',
  here,
});
const stun = (code: CheckCode, here: SeenFromHere) => server('stun', code, here);
const turn = (code: CheckCode, here: SeenFromHere) => server('turn', code, here);

describe('the verdict of the connectivity check', () => {
  it.each<[Verdict, string, CheckedServer[], number | null]>([
    ['works', 'all of it does', [stun('reachable', 'works'), turn('reachable', 'works')], 20],
    [
      'works-partly',
      'one way does not, from the server',
      [turn('reachable', 'works'), turn('not-answering', 'works')],
      20,
    ],
    ['works-partly', 'one way does not, from here', [stun('reachable', 'fails'), turn('reachable', 'works')], 20],
    ['works-partly', 'the relay is for everybody', [turn('unprotected', 'works')], 20],
    ['direct-only', 'there is no relay', [stun('reachable', 'works')], null],
    ['direct-only', 'there is no relay, and STUN is silent', [stun('not-answering', 'fails')], null],
    ['relay-broken', 'no relay for anybody', [stun('reachable', 'works'), turn('wrong-secret', 'fails')], null],
    ['relay-blocked', 'no relay from here', [turn('reachable', 'fails')], null],
    ['relay-silent', 'a relay through which nothing comes', [turn('reachable', 'works')], null],
    ['same-network', 'nothing is configured', [], null],
  ])('is %s: %s', (verdict, _why, servers, echoMs) => {
    expect(verdictOf({ servers, echoMs })).toBe(verdict);
  });
});
