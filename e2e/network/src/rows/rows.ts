import { darkness } from './darkness';
import { frozen } from './frozen';
import { leaving } from './leaving';
import { networkChange } from './network-change';
import { returning } from './returning';
import type { Row } from './row';
import { server } from './server';
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
];
