import { capabilitiesOf } from '@holdfast/e2e-people';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { remote } from 'webdriverio';

const folder = fileURLToPath(new URL('../../../tmp/faces', import.meta.url));
const frame = { width: 1280, height: 720 };

/** What tells two drawn people apart. */
interface Face {
  readonly wall: readonly [string, string];
  readonly clothes: string;
  readonly skin: string;
  readonly hair: string;
  /** Outline of the hair, in a drawing of 160 by 90. */
  readonly haircut: string;
}

const faces: Record<'ana' | 'ben', Face> = {
  ana: {
    wall: ['#8a7a62', '#3a2f25'],
    clothes: '#7b3f3a',
    skin: '#e3b592',
    hair: '#3b2417',
    haircut: 'M58 74c-6-40 4-56 22-56s28 16 22 56c-5-1-7-5-7-14V42c-9-1-20-4-25-10-2 6-5 9-6 12v16c0 9-1 13-6 14z',
  },
  ben: {
    wall: ['#56766a', '#1b2a25'],
    clothes: '#27463c',
    skin: '#c98f68',
    hair: '#2b211c',
    haircut: 'M62 42c-2-18 7-25 18-25s20 7 18 25c-3-9-7-12-9-14-6 5-17 4-21 3-3 2-5 6-6 11z',
  },
};

function drawing({ wall: [near, far], clothes, skin, hair, haircut }: Face): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 160 90">
    <defs>
      <radialGradient id="wall" cx=".35" cy=".2" r="1">
        <stop offset="0" stop-color="${near}"/><stop offset="1" stop-color="${far}"/>
      </radialGradient>
      <filter id="soft"><feGaussianBlur stdDeviation=".2"/></filter>
    </defs>
    <rect width="160" height="90" fill="url(#wall)"/>
    <g filter="url(#soft)">
      <path d="M36 92c2-24 18-31 44-31s42 7 44 31z" fill="${clothes}"/>
      <rect x="72" y="52" width="16" height="16" rx="7" fill="${skin}"/>
      <ellipse cx="80" cy="43" rx="16" ry="19" fill="${skin}"/>
      <path d="${haircut}" fill="${hair}"/>
      <g fill="#1c1512"><circle cx="74" cy="43" r="1.4"/><circle cx="86" cy="43" r="1.4"/></g>
      <path d="M75 53q5 3.4 10 0" fill="none" stroke="#7a3b30" stroke-width="1.3" stroke-linecap="round"/>
    </g>
  </svg>`;
}

/** The file that Chromium's fake camera plays for somebody, again and again: Motion JPEG of one frame. */
export function faceOf(name: 'ana' | 'ben'): string {
  return join(folder, `${name}.mjpeg`);
}

/** Draws the faces of people who don't exist, for pictures of a call that look like one. */
export async function drawFaces(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await remote({ logLevel: 'error', capabilities: capabilitiesOf('chromium') });
  try {
    await browser.setViewport({ ...frame, devicePixelRatio: 1 });
    for (const name of ['ana', 'ben'] as const) {
      await browser.url(`data:text/html,${encodeURIComponent(`<style>body{margin:0}</style>${drawing(faces[name])}`)}`);
      const { data } = await browser.sendCommandAndGetResult('Page.captureScreenshot', { format: 'jpeg', quality: 92 });
      writeFileSync(faceOf(name), Buffer.from(data, 'base64'));
    }
  } finally {
    await browser.deleteSession();
  }
}
