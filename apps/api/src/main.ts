import 'reflect-metadata';
import { join } from 'node:path';
import { helpText } from './config/help';
import { ConfigError, readConfig } from './config/read-config';
import { createApp } from './create-app';
import { lanAddresses } from './lan-addresses';
import { announcement, links } from './links';
import { listen } from './listen';
import { serverSecret } from './server-secret';
import { StartError } from './start-error';
import { serverCertificate } from './tls/server-certificate';

/** Where the build leaves the web app, seen from where it leaves this file. */
const BUNDLE_BESIDE = join(import.meta.dirname, '../web/browser');

async function start(args: readonly string[]): Promise<void> {
  const config = readConfig(args, process.env);
  const nearby = lanAddresses();
  const certificate = await serverCertificate(config, nearby);
  const { secret, isNew } = serverSecret(config);
  const app = await createApp({ ...config, secret }, config.webRoot ?? BUNDLE_BESIDE, certificate);
  await app.init();
  const port = await listen(app.getHttpServer(), config.address);
  if (isNew)
    console.log(`Holdfast has made itself a secret, kept in ${config.stateDir}: by it seats outlive a restart.`);
  const openAt = links(config, { port, secure: certificate !== undefined }, nearby);
  // a phone cannot open localhost: the first of the others, where there is one
  const phone = config.tls === 'self-signed' ? openAt.find((link) => !link.includes('//localhost')) : undefined;
  console.log(announcement(openAt, phone));
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(helpText());
} else {
  try {
    await start(args);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
    console.error(error.message);
    process.exit(error instanceof ConfigError ? 2 : 1);
  }
}
