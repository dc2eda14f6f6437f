// Builds the server once as it is shipped, for the specs that run it as a process of its own.
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import config from './rolldown.config.mjs';

export default async function buildServer() {
  const { output, ...input } = config;
  const bundle = await rolldown(input);
  await bundle.write({ ...output, dir: join(config.cwd, 'tmp/api-under-test') });
  await bundle.close();
}
