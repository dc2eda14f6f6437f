import { drawFaces, faceOf } from './screens/faces';
import { capabilitiesOf } from './src/browsers/capabilities';
import type { Multiremote } from './src/browsers/pairings';
import { config as tests } from './wdio.conf';

const people: Multiremote = {
  ana: { capabilities: capabilitiesOf('chromium', { face: faceOf('ana') }) },
  ben: { capabilities: capabilitiesOf('chromium', { face: faceOf('ben') }) },
};

/** Pictures of every state of the product, in `docs/screens`. One browser is enough for that: Chromium. */
export const config: WebdriverIO.Config = {
  ...tests,
  specs: [['./screens/**/*.screens.ts']],
  capabilities: [people],
  afterTest: [],
  mochaOpts: { timeout: 120_000 },
  async onPrepare(...parameters) {
    await drawFaces();
    for (const prepare of [tests.onPrepare ?? []].flat()) await prepare(...parameters);
  },
};
