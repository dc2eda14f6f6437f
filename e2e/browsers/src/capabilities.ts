import { foundBrowser, type BrowserKind } from './found-browsers';
import { grid } from './grid';

/** What a browser has to see and hear with, and what it says when a page asks for it. */
export type Devices =
  /** A fake camera and a fake microphone, given to every page without a question. */
  | 'allowed'
  /** The same two devices, refused to every page until somebody changes that. */
  | 'refused'
  /** No camera and no microphone at all. */
  | 'none';

const firefoxPreferences: Record<Devices, Record<string, boolean | number>> = {
  allowed: { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true },
  refused: {
    'media.navigator.streams.fake': true,
    'permissions.default.camera': 2,
    'permissions.default.microphone': 2,
  },
  none: { 'media.navigator.streams.fake': false, 'media.navigator.permission.disabled': true },
};

const chromiumArguments: Record<Devices, readonly string[]> = {
  allowed: ['use-fake-device-for-media-stream', 'use-fake-ui-for-media-stream'],
  refused: ['use-fake-device-for-media-stream', 'deny-permission-prompts'],
  none: ['use-fake-device-for-media-stream=device-count=0', 'use-fake-ui-for-media-stream'],
};

/** What a browser needs to be run by a machine, without a screen, and without asking anybody on the internet for anything. */
function firefox(devices: Devices, extraArguments: readonly string[]): WebdriverIO.Capabilities {
  const found = grid ? null : foundBrowser('firefox');
  return {
    browserName: 'firefox',
    'moz:firefoxOptions': {
      ...(found && { binary: found.binary }),
      args: ['-headless', ...extraArguments],
      prefs: {
        ...firefoxPreferences[devices],
        // loopback is the only network of some machines that run tests
        'media.peerconnection.ice.loopback': true,
        'media.autoplay.default': 0,
      },
    },
    ...(found?.driver && { 'wdio:geckodriverOptions': { binary: found.driver } }),
  };
}

function chromium(devices: Devices, extraArguments: readonly string[]): WebdriverIO.Capabilities {
  const found = grid ? null : foundBrowser('chromium');
  return {
    browserName: 'chrome',
    'goog:chromeOptions': {
      ...(found && { binary: found.binary }),
      args: [
        'headless=new',
        'no-sandbox',
        'disable-gpu',
        'disable-dev-shm-usage',
        'disable-background-networking',
        'disable-component-update',
        'disable-sync',
        'no-first-run',
        ...chromiumArguments[devices],
        ...extraArguments,
      ],
    },
    ...(found?.driver && { 'wdio:chromedriverOptions': { binary: found.driver } }),
  };
}

/** The capabilities of one browser; `extraArguments` are for its command line. */
export function capabilitiesOf(
  kind: BrowserKind,
  devices: Devices = 'allowed',
  extraArguments: readonly string[] = [],
): WebdriverIO.Capabilities {
  return kind === 'firefox' ? firefox(devices, extraArguments) : chromium(devices, extraArguments);
}
