import type { Person } from '@holdfast/e2e-people';

/** What a page has shown and said of its server, in order, without repetitions. */
export interface ServerNews {
  /** How the link stood: `data-signaling`. */
  readonly signaling: readonly string[];
  /** The hints that were there, each as it stood. */
  readonly hints: readonly string[];
  /** What a screen reader was told, of everything. */
  readonly spoken: readonly string[];
}

interface WatchedPage {
  serverNews: { signaling: string[]; hints: string[]; spoken: string[] };
}

/** Runs in a page: writes down each change of the document that is about the server, however short it is there. */
function watch(): void {
  const news: WatchedPage['serverNews'] = { signaling: [], hints: [], spoken: [] };
  (window as unknown as WatchedPage).serverNews = news;
  const note = (list: string[], text: string | null | undefined) => {
    if (text && text !== list.at(-1)) list.push(text);
  };
  const look = () => {
    note(news.signaling, document.querySelector<HTMLElement>('[data-page=call]')?.dataset['signaling']);
    note(news.hints, document.querySelector('[data-hint]')?.textContent?.trim());
    for (const { textContent } of document.querySelectorAll('[role=log] p'))
      if (textContent && !news.spoken.includes(textContent)) news.spoken.push(textContent);
  };
  look();
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
}

/** Begins to write down what somebody's page shows and says of its server. */
export async function watchServerNews({ browser }: Person): Promise<void> {
  await browser.execute(watch);
}

/** What was written down so far. */
export async function readServerNews({ browser }: Person): Promise<ServerNews> {
  return await browser.execute(() => (window as unknown as WatchedPage).serverNews);
}
