/** The pages of the product, as their `data-page` names them. */
export type PageName = 'home' | 'lobby' | 'call' | 'elsewhere' | 'ended' | 'refused' | 'not-found';

/** What a tile shows of a microphone or a camera. */
export type ShownDevice = 'on' | 'off' | 'none';

/** Runs in a page: what it shows, for the error of a test that waited for something else. */
export function describePage() {
  const attributes = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].map(({ dataset }) => ({ ...dataset }));
  return {
    address: location.pathname,
    heading: document.querySelector('h1')?.textContent,
    pages: attributes('[data-page]'),
    tiles: attributes('[data-tile]'),
    devices: attributes('[data-page=lobby] [data-camera], [data-problem]'),
    busy: [...document.querySelectorAll('[aria-busy]')].map(({ textContent }) => textContent?.trim()),
  };
}
