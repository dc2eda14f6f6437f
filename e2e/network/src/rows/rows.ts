import { calm } from './calm';
import { cost } from './cost';
import { darkness } from './darkness';
import { frozen } from './frozen';
import { leaving } from './leaving';
import { networkChange } from './network-change';
import { nothingLeft } from './nothing-left';
import { returning } from './returning';
import type { Row } from './row';
import { server } from './server';
import { setUp } from './set-up';
import { turn } from './turn';

/** The table, from top to bottom. */
export const rows: readonly Row[] = [
  ...server,
  ...returning,
  ...darkness,
  ...networkChange,
  ...turn,
  ...leaving,
  ...frozen,
  ...calm,
  ...nothingLeft,
  ...setUp,
  ...cost,
];
