import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The browsers the tests drive. */
export type BrowserKind = 'firefox' | 'chromium';

/** Where a browser and its driver are; without `driver` WebdriverIO fetches one. */
export interface FoundBrowser {
  readonly binary: string;
  readonly driver?: string;
}

/** What `tools/browsers.mjs` found on this machine: either a browser, or what of it cannot be had. */
type Findings = Record<BrowserKind, FoundBrowser | { readonly missing: string }>;

let findings: Findings | undefined;

/** Read when it is asked for: what asks for no browser runs where none was looked for. */
function found(): Findings {
  const file = fileURLToPath(new URL('../../../../tmp/browsers.json', import.meta.url));
  return (findings ??= JSON.parse(readFileSync(file, 'utf8')) as Findings);
}

/** The browser of this kind on this machine; `null` where it cannot be had. */
export function foundBrowser(kind: BrowserKind): FoundBrowser | null {
  const browser = found()[kind];
  return 'missing' in browser ? null : browser;
}
