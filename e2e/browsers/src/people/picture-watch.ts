import type { Person } from '@holdfast/e2e-people';

/** One look at the other's tile. */
interface Look {
  /** How bright its picture was on the average, 0 to 255; `null` where there was none. */
  readonly brightness: number | null;
  readonly connection: string;
}

interface WatchedPage {
  looks: Look[];
}

/** Runs in a page: looks at the picture in the other's tile, the still where there is one and else the video, again and again. */
function watch(every: number): void {
  const looks: Look[] = [];
  (window as unknown as WatchedPage).looks = looks;
  const context = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
  setInterval(() => {
    const tile = document.querySelector<HTMLElement>('[data-tile=remote]');
    const front = tile?.querySelector<HTMLCanvasElement>('canvas:not([hidden])') ?? tile?.querySelector('video');
    let brightness: number | null = null;
    if (front && context) {
      context.clearRect(0, 0, 8, 8);
      context.drawImage(front, 0, 0, 8, 8); // draws nothing while there is no frame
      const { data } = context.getImageData(0, 0, 8, 8);
      const opaque = data.some((value, index) => index % 4 === 3 && value > 0);
      if (opaque)
        brightness = data.reduce((sum, value, index) => (index % 4 === 3 ? sum : sum + value), 0) / (8 * 8 * 3);
    }
    looks.push({ brightness, connection: tile?.dataset['connection'] ?? 'no tile' });
  }, every);
}

/** Begins to look at the picture that somebody has of the other, 20 times a second. */
export async function watchPicture({ browser }: Person): Promise<void> {
  await browser.execute(watch, 50);
}

/** All looks so far. */
export async function readLooks({ browser }: Person): Promise<readonly Look[]> {
  return await browser.execute(() => (window as unknown as WatchedPage).looks);
}
