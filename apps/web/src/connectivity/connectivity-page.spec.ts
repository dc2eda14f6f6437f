import { TestBed } from '@angular/core/testing';
import { RoomApi, RoomApiError } from '@holdfast/call-angular/room-api';
import type { Connectivity } from '@holdfast/protocol';
import { FakeCheckConnection, type FakeWays } from '../testing/fake-check-connection';
import { Page } from '../testing/page';
import { CreateConnection } from './browser-check';
import { ConnectivityPage } from './connectivity-page';

const STUN = 'stun:stun.example.org';
const TURN = 'turn:turn.example.org';
const CHECKED: Connectivity = {
  verdict: { code: 'ready', message: '' },
  servers: [
    { url: STUN, kind: 'stun', transport: 'udp', code: 'reachable', message: 'It answers.' },
    { url: TURN, kind: 'turn', transport: 'udp', code: 'reachable', message: 'It gave a relay.' },
  ],
  iceServers: [{ urls: [STUN] }, { urls: [TURN], username: 'user', credential: 'pass' }],
};
const WORKS: FakeWays = { answering: new Set([STUN, TURN]), relays: true };

describe('ConnectivityPage', () => {
  let answers: (Connectivity | Error)[];
  let ways: FakeWays | null;

  beforeEach(() => {
    FakeCheckConnection.made = [];
    answers = [];
    ways = WORKS;
    const connectivity = async () => {
      const answer = answers.shift() ?? CHECKED;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const create = (configuration: RTCConfiguration) => new FakeCheckConnection(ways ?? WORKS, configuration).asPort;
    TestBed.configureTestingModule({
      providers: [
        { provide: RoomApi, useValue: { connectivity } },
        { provide: CreateConnection, useFactory: () => (ways === null ? null : create) },
      ],
    });
  });

  async function open(): Promise<Page> {
    const page = new Page(TestBed.createComponent(ConnectivityPage));
    expect(page.read('[role=status]')).toContain('Trying every way');
    await settle(page);
    return page;
  }

  async function settle(page: Page): Promise<void> {
    await page.settle();
    page.look();
  }

  it('says that calls will work, and how each way looks from both sides', async () => {
    const page = await open();
    expect(page.read('[role=status] h2')).toBe('Calls will work from here');
    expect(page.read(`[data-url="${TURN}"]`)).toContain('It gave a relay. From this browserIt works.');
    expect(page.element.querySelectorAll('h1')).toHaveLength(1);
    expect(page.element.textContent).toMatch(/A word through the relay and back took \d+ ms/);
  });

  it('says honestly what it means that nothing is configured', async () => {
    answers = [{ verdict: { code: 'no-servers', message: '' }, servers: [], iceServers: [] }];
    const page = await open();
    expect(page.read('[role=status] h2')).toBe('Calls work only inside of one network');
    expect(page.find('ul')).toBeNull();
    expect(FakeCheckConnection.made).toEqual([]);
  });

  it('says that this network is in the way where the server itself gets a relay', async () => {
    ways = { answering: new Set([STUN]) };
    const page = await open();
    expect(page.read('[role=status]')).toContain('your network lets nothing through to it');
    expect(page.find(`[data-url="${TURN}"]`)?.dataset['here']).toBe('fails');
  });

  it('shows what the server advises', async () => {
    const [stun, turn] = CHECKED.servers as [Connectivity['servers'][0], Connectivity['servers'][0]];
    const broken = { ...turn, code: 'wrong-secret' as const, message: 'It says no.', advice: 'Look at the secret.' };
    answers = [{ ...CHECKED, servers: [stun, broken] }];
    ways = { answering: new Set([STUN]) };
    const page = await open();
    expect(page.read('[role=status]')).toContain('can’t be used by anybody');
    expect(page.read(`[data-url="${TURN}"]`)).toContain('It says no. Look at the secret.');
  });

  it('says that this browser makes no connections at all', async () => {
    ways = null;
    const page = await open();
    expect(page.read('[role=status]')).toContain('no call works in it');
    expect(page.read(`[data-url="${TURN}"]`)).not.toContain('From this browser');
  });

  it('says what is wrong where the server does not answer, and checks again when asked', async () => {
    answers = [RoomApiError.unreachable(new Error('no network'))];
    const page = await open();
    expect(page.read('[role=status]')).toContain('The server does not answer.');
    page.press('Check again');
    expect(page.read('[role=status]')).toContain('Trying every way');
    page.press('Check again'); // one at a time
    await settle(page);
    expect(page.read('[role=status] h2')).toBe('Calls will work from here');
  });

  it('says so where the server could not give what a browser needs', async () => {
    answers = [{ ...CHECKED, iceServers: undefined }];
    expect((await open()).read('[role=status]')).toContain('did not give what this browser needs');
  });
});
