import * as fc from 'fast-check';
import type { Browser } from './browser';
import type { World } from './world';

const AN_HOUR = 3_600_000;

type Deed = (browser: Browser, world: World) => void;

const DEEDS = {
  // the network of one of them
  cut: ({ uplink }) => uplink.cut(),
  deafen: ({ uplink }) => uplink.deafen(),
  silence: ({ uplink }) => uplink.silence(),
  heal: ({ uplink }) => uplink.heal(),
  move: ({ uplink }) => uplink.move(),
  'move, and the browser says so': ({ uplink, page }) => {
    uplink.move();
    page?.line?.breaksAtClient();
    page?.call.networkChanged();
  },
  'network changed': ({ page }) => page?.call.networkChanged(),
  'far away': ({ uplink }) => void (uplink.latencyMs = 400),
  'near by': ({ uplink }) => void (uplink.latencyMs = 5),
  // the socket of one of them
  'socket breaks': ({ page }) => {
    const line = page?.line;
    line?.dies();
    line?.endsAtServer();
    line?.breaksAtClient();
  },
  'socket breaks at the client': ({ page }) => {
    const line = page?.line;
    line?.dies();
    line?.breaksAtClient();
  },
  'socket breaks at the server': ({ page }) => {
    const line = page?.line;
    line?.dies();
    line?.endsAtServer();
  },
  'socket dies': ({ page }) => page?.line?.dies(),
  'suspects its socket': ({ page }) => page?.call.pageShown(),
  // the page of one of them
  reload: (browser) => browser.page && browser.reloads(),
  crash: (browser) => browser.crashes(),
  'power cut': (browser) => browser.losesPower(),
  'open again': (browser) => browser.page ?? browser.opens(),
  'duplicate tab': (browser) => browser.duplicatesTab(),
  freeze: ({ page }) => page?.freeze(),
  thaw: ({ page }) => page?.thaw(),
  // what people do
  join: (browser) => browser.joins(),
  'join from the lobby': (browser, { server }) => {
    const page = browser.page ?? browser.opens();
    page.call.prepareOffer(server.status(page.call.room));
    browser.joins();
  },
  leave: ({ page }) => {
    page?.thaw(); // nobody clicks in a page that is frozen
    void page?.call.leave();
  },
  mute: ({ media }) => media.mute(),
  'turn on microphone': ({ media }) => media.turnOnMicrophone(),
  'turn off camera': ({ media }) => media.turnOffCamera(),
  'turn on camera': ({ media }) => media.turnOnCamera(),
  // the server, and somebody else
  'server dies': (_browser, { server }) => server.kill(),
  'server is back, knowing nothing': (_browser, { server }) => server.start(),
  'server stops': (_browser, { server }) => server.stop(),
  'clock of the server is an hour ahead': (_browser, { server }) => server.setsClock(AN_HOUR),
  'clock of the server is an hour behind': (_browser, { server }) => server.setsClock(-AN_HOUR),
  'stranger comes': (_browser, { stranger }) => stranger.joins(),
  'stranger leaves': (_browser, { stranger }) => void stranger.page?.call.leave(),
  'stranger crashes': (_browser, { stranger }) => stranger.crashes(),
} satisfies Record<string, Deed>;

/** What may happen to one of two people, at any moment, in any order. */
export type Fault = keyof typeof DEEDS;

/** What mends more than it breaks. */
export const HEALING: readonly Fault[] = ['heal', 'thaw', 'open again', 'server is back, knowing nothing'];

/** What may end a call for somebody in a way that only a click mends: they left, or somebody else has their place. */
const DEEDS_WITH_AN_END: readonly Fault[] = ['leave', 'duplicate tab', 'stranger comes', 'join', 'join from the lobby'];

/** Whether the call has to hold through these without a click. */
export function holdsByItself(steps: readonly Step[]): boolean {
  return !steps.some(({ fault }) => DEEDS_WITH_AN_END.includes(fault));
}

/** Something happens, and then time goes by. */
export interface Step {
  readonly fault: Fault;
  /** Which of the two it happens to. */
  readonly who: number;
  readonly thenMs: number;
}

/** Any sequence of so many faults. */
export function sequences(maxLength: number, minLength = 0): fc.Arbitrary<readonly Step[]> {
  const fault = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...(Object.keys(DEEDS) as Fault[])) },
    // more often than by chance: what is dead already is hit by nothing
    { weight: 1, arbitrary: fc.constantFrom(...HEALING) },
  );
  const thenMs = fc.constantFrom(0, 3, 11, 30, 90, 250, 700, 1_500, 4_000, 9_500, 32_000);
  return fc.array(fc.record({ fault, who: fc.nat(1), thenMs }), { minLength, maxLength });
}

/** Lets it happen. */
export function happen(world: World, browser: Browser, fault: Fault): void {
  (DEEDS[fault] as Deed)(browser, world);
}
