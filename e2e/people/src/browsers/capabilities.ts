import { foundBrowser, type BrowserKind } from './found-browsers';
import { grid } from './grid';

/** geckodriver's `--allow-system-access`: without it a test can neither change a permission while Firefox runs nor find a page's process. */
const systemAccess = { allowSystemAccess: true };

/** What a browser has to see and hear with, and what it says when a page asks for it. */
export type Devices =
  /** A fake camera and a fake microphone, given to every page without a question. */
  | 'allowed'
  /** The same two devices, refused to every page until somebody changes that. */
  | 'refused'
  /** No camera at all, whatever the machine has. Firefox has no microphone then either, Chromium a fake one. */
  | 'no-camera';

/** The theme that a browser's system is said to prefer. */
export type Theme = 'light' | 'dark';

/** How one browser differs from the usual one. */
export interface BrowserOptions {
  readonly devices?: Devices;
  readonly theme?: Theme;
  /** A Motion JPEG file that the fake camera plays. Chromium only. */
  readonly face?: string;
  /** A made-up host name that leads to this machine. A page from there is not from a secure context. */
  readonly alias?: string;
}

const firefoxPreferences: Record<Devices, Record<string, boolean | number | string>> = {
  allowed: { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true },
  refused: {
    'media.navigator.streams.fake': true,
    'permissions.default.camera': 2,
    'permissions.default.microphone': 2,
  },
  // only devices of these names are listed, and there are none
  'no-camera': { 'media.video_loopback_dev': 'none', 'media.audio_loopback_dev': 'none' },
};

const chromiumArguments: Record<Devices, readonly string[]> = {
  allowed: ['use-fake-device-for-media-stream', 'use-fake-ui-for-media-stream'],
  refused: ['use-fake-device-for-media-stream', 'deny-permission-prompts'],
  'no-camera': ['use-fake-device-for-media-stream=device-count=0', 'use-fake-ui-for-media-stream'],
};

function firefox({ devices = 'allowed', theme = 'light', alias }: BrowserOptions): WebdriverIO.Capabilities {
  const found = grid ? null : foundBrowser('firefox');
  const driver = found?.driver && { binary: found.driver, ...systemAccess };
  return {
    browserName: 'firefox',
    'moz:firefoxOptions': {
      ...(found && { binary: found.binary }),
      args: ['-headless'],
      prefs: {
        ...firefoxPreferences[devices],
        'ui.systemUsesDarkTheme': theme === 'dark' ? 1 : 0,
        ...(alias && { 'network.dns.localDomains': alias }),
        // loopback is the only network of some machines that run tests
        'media.peerconnection.ice.loopback': true,
        'media.autoplay.default': 0,
        // pictures small and slow enough that three of these on two cores leave the pages time (macroblocks; a second)
        'media.navigator.video.max_fs': 300,
        'media.navigator.video.max_fr': 15,
      },
    },
    ...(driver && { 'wdio:geckodriverOptions': driver }),
  };
}

function chromium({ devices = 'allowed', theme = 'light', face, alias }: BrowserOptions): WebdriverIO.Capabilities {
  const found = grid ? null : foundBrowser('chromium');
  return {
    browserName: 'chrome',
    'goog:chromeOptions': {
      ...(found && { binary: found.binary }),
      args: [
        'headless=new',
        'no-sandbox', // as root, as in a container, there is none to be had
        'disable-gpu',
        'disable-dev-shm-usage',
        'disable-background-networking',
        'disable-component-update',
        'disable-sync',
        'no-first-run',
        ...chromiumArguments[devices],
        // Blink's enumeration: 0 is dark, 1 is light
        `blink-settings=preferredColorScheme=${theme === 'dark' ? 0 : 1}`,
        ...(face ? [`use-file-for-fake-video-capture=${face}`] : []),
        ...(alias ? [`host-resolver-rules=MAP ${alias} 127.0.0.1`] : []),
      ],
    },
    ...(found?.driver && { 'wdio:chromedriverOptions': { binary: found.driver } }),
  };
}

/** The capabilities of one browser, to be driven without a screen, and without its asking anybody on the internet for anything. */
export function capabilitiesOf(kind: BrowserKind, options: BrowserOptions = {}): WebdriverIO.Capabilities {
  return kind === 'firefox' ? firefox(options) : chromium(options);
}
