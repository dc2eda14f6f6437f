import type { Person } from '@holdfast/e2e-people';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../docs/screens', import.meta.url));

/** Wide, a tablet, a phone; and the wide one at 200 % zoom, which is half as many pixels of twice the size. */
const sizes = [
  { name: '1440', width: 1440, height: 900, devicePixelRatio: 1 },
  { name: '820', width: 820, height: 1180, devicePixelRatio: 1 },
  { name: '390', width: 390, height: 844, devicePixelRatio: 1 },
  { name: 'zoomed', width: 720, height: 450, devicePixelRatio: 2 },
];

const themes = ['light', 'dark'] as const;

/** Runs in a page: all that moves for a while has come to rest, fonts are there, and it is painted. */
async function isAtRest(): Promise<void> {
  await document.fonts.ready;
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/**
 * Takes pictures of what a person sees, in both themes and every size, as `docs/screens/<state>-<theme>-<size>.webp`.
 * @param shown Selects what is in the last picture too, where the state is one that passes.
 */
export async function takePictures({ browser, name: person }: Person, state: string, shown = 'h1'): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const devTools = (command: string, parameters: object) => browser.sendCommandAndGetResult(command, parameters);
  for (const { name, ...size } of sizes) {
    await browser.setViewport(size);
    for (const theme of themes) {
      await devTools('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
      // controls that have faded come back, and every picture shows the page as its reader meets it
      for (const x of [1, 2]) await devTools('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y: 1 });
      await browser.execute(isAtRest);
      const { data } = await devTools('Page.captureScreenshot', { format: 'webp', quality: 82 });
      writeFileSync(join(folder, `${state}-${theme}-${name}.webp`), Buffer.from(data, 'base64'));
    }
  }
  if (!(await browser.$(shown).isExisting())) throw new Error(`${person} saw "${state}" for too short a time.`);
}
