import type { Browser } from './browser';
import { englishDeviceHelp } from './device-help';

const families = ['firefox', 'chromium', 'safari', 'other'] as const;
const browsers = families.flatMap((family) => [false, true].map((phone): Browser => ({ family, phone })));

describe('englishDeviceHelp', () => {
  it('says how to allow a camera in this browser, in another way for each', () => {
    const ways = browsers.map((browser) => englishDeviceHelp('camera', 'refused', browser).detail);
    expect(new Set(ways).size).toBe(7); // a browser that nobody knows gets one way, phone or not
    for (const way of ways) expect(way).toMatch(/noticed at once/);
  });

  it('names the browser that blocks', () => {
    expect(englishDeviceHelp('camera', 'refused', { family: 'firefox', phone: false }).title).toBe(
      'Firefox blocks the camera for this page.',
    );
  });

  it.each([
    ['camera', 'missing', 'No camera was found.'],
    ['both', 'missing', 'No camera and no microphone were found.'],
    ['microphone', 'busy', 'Another program uses the microphone.'],
    ['microphone', 'failed', 'The microphone did not start.'],
    ['both', 'failed', 'Camera and microphone did not start.'],
  ] as const)('says of %s that is %s: %s', (devices, problem, title) => {
    for (const browser of browsers) expect(englishDeviceHelp(devices, problem, browser).title).toBe(title);
  });

  it('says of plain http what it is, and how to get TLS', () => {
    const { title, detail } = englishDeviceHelp('both', 'insecure', browsers[0]);
    expect(title).toContain('plain http on another machine');
    for (const way of ['--tls=self-signed', 'HOLDFAST_TLS_CERT', 'HOLDFAST_TLS_KEY']) expect(detail).toContain(way);
  });
});
