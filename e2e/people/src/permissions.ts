import type { Person } from './person';

/** Runs in Firefox itself, not in a page. */
const allowInFirefox = `
  const [origin, permission] = arguments;
  const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(origin);
  Services.perms.addFromPrincipal(principal, permission, Services.perms.ALLOW_ACTION);`;

/**
 * The person allows what was refused, in the browser's own settings and not in the page. Where Firefox comes from a grid nobody can: its
 * driver has to be started with `--allow-system-access`.
 */
export async function allow(person: Person, device: 'camera' | 'microphone'): Promise<void> {
  const { browser } = person;
  if (person.kind === 'chromium') {
    await browser.setPermissions({ name: device }, 'granted');
    return;
  }
  const origin = new URL(await browser.getUrl()).origin;
  await browser.setMozContext('chrome');
  try {
    await browser.executeScript(allowInFirefox, [origin, device]);
  } finally {
    await browser.setMozContext('content');
  }
}
