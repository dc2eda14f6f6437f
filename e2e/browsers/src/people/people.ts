import { type BrowserKind, type BrowserOptions, capabilitiesOf, grid, Person } from '@holdfast/e2e-people';
import { remote } from 'webdriverio';
import { origin, port } from '../server-address';

/** The two people of the pairing that is being run. */
export const ana = inThePairing('ana', 'Ana');
export const ben = inThePairing('ben', 'Ben');

function inThePairing(instance: string, name: string): Person {
  const browser = () => {
    const found = multiRemoteBrowser.getInstance(instance);
    if (!found) throw new Error(`There is no browser for ${name}: the specs run in pairings.`);
    return found;
  };
  return new Person(name, browser, origin);
}

/**
 * Somebody more comes, with a browser of their own, and is gone with it when `visit` is over.
 * With an `alias` they find the server under that name.
 */
export async function someoneComes(
  name: string,
  kind: BrowserKind,
  options: BrowserOptions,
  visit: (person: Person) => Promise<void>,
): Promise<void> {
  const browser = await remote({
    ...grid,
    logLevel: 'error',
    connectionRetryCount: 0,
    waitforTimeout: 15_000,
    waitforInterval: 50,
    capabilities: capabilitiesOf(kind, options),
  });
  try {
    await visit(new Person(name, () => browser, options.alias ? `http://${options.alias}:${port}` : origin));
  } finally {
    await browser.deleteSession();
  }
}
