import { capabilitiesOf } from '@holdfast/e2e-people';
import { drawFaces, faceOf } from './screens/faces';
import type { Multiremote } from './src/browsers/pairings';
import { config as tests } from './wdio.conf';

const people: Multiremote = {
  ana: { capabilities: capabilitiesOf('chromium', { face: faceOf('ana') }) },
  ben: { capabilities: capabilitiesOf('chromium', { face: faceOf('ben') }) },
};

/** Runs in a page: the fake devices are called as those of a laptop, and not by the path of the file that they play. */
function nameDevicesPlainly(): void {
  const names = { videoinput: 'Built-in camera', audioinput: 'Built-in microphone', audiooutput: 'Built-in speaker' };
  Object.defineProperty(MediaDeviceInfo.prototype, 'label', {
    get(this: MediaDeviceInfo) {
      return names[this.kind];
    },
  });
}

/** Pictures of every state of the product, in `docs/screens`. One browser is enough for that: Chromium. */
export const config: WebdriverIO.Config = {
  ...tests,
  specs: [['./screens/**/*.screens.ts']],
  capabilities: [people],
  async before() {
    const { ana, ben } = await import('./src/people/people');
    for (const { browser } of [ana, ben]) await browser.addInitScript(nameDevicesPlainly);
  },
  afterTest: [],
  mochaOpts: { timeout: 120_000 },
  async onPrepare(...parameters) {
    await drawFaces();
    for (const prepare of [tests.onPrepare ?? []].flat()) await prepare(...parameters);
  },
};
