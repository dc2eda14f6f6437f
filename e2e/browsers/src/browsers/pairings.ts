import { type BrowserKind, capabilitiesOf, foundBrowser, grid } from '@holdfast/e2e-people';

/** Which browser each of the two people has: Ana's first, Ben's second. */
export type Pairing = readonly [ana: BrowserKind, ben: BrowserKind];

/** Several browsers by name, as `multiremote` takes them. */
export type Multiremote = Record<string, { readonly capabilities: WebdriverIO.Capabilities }>;

const pairings: readonly Pairing[] = [
  ['firefox', 'firefox'],
  ['chromium', 'chromium'],
  ['firefox', 'chromium'],
];

/** A pairing's name, as in `firefox-chromium`. */
export function nameOf(pairing: Pairing): string {
  return pairing.join('-');
}

/** What is run: all pairings of browsers that are here, or those of them named in `E2E_PAIRINGS` (with commas between). */
export function chosenPairings(): readonly Pairing[] {
  const wanted = process.env['E2E_PAIRINGS']?.split(',');
  return pairings.filter(
    (pairing) =>
      (!wanted || wanted.includes(nameOf(pairing))) &&
      (grid !== null || pairing.every((kind) => foundBrowser(kind) !== null)),
  );
}

/** The capabilities of a pairing. Ana likes it light and Ben dark: both themes are in every spec. */
export function multiremoteOf([ana, ben]: Pairing): Multiremote {
  return {
    ana: { ...grid, capabilities: capabilitiesOf(ana, { theme: 'light' }) },
    ben: { ...grid, capabilities: capabilitiesOf(ben, { theme: 'dark' }) },
  };
}
