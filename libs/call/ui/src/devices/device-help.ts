import type { MediaProblem } from '@holdfast/call-engine';
import { InjectionToken } from '@angular/core';
import type { Browser } from './browser';

/** Which devices a problem is about. */
export type TroubledDevices = 'camera' | 'microphone' | 'both';

/** What is wrong with a device, and what the person can do about it. */
export interface DeviceHelp {
  readonly title: string;
  readonly detail: string;
}

/** Tells what is wrong with a device and what to do about it in this browser. */
export type DeviceHelper = (devices: TroubledDevices, problem: MediaProblem, browser: Browser) => DeviceHelp;

const BROWSER_NAMES = { firefox: 'Firefox', chromium: 'The browser', safari: 'Safari', other: 'The browser' } as const;

const NOUNS = { camera: 'the camera', microphone: 'the microphone', both: 'camera and microphone' } as const;

/** Where each browser keeps the permission of a page. */
function whereToAllow(noun: string, { family, phone }: Browser): string {
  const inSettings = 'If it is not listed there, allow it for the browser in the phone’s settings.';
  if (family === 'firefox') {
    return phone
      ? `Tap the icon in front of the address and switch “Blocked” to “Allowed” for ${noun}. ${inSettings}`
      : `Click the crossed-out sign in the address bar and remove “Blocked” for ${noun}.`;
  }
  if (family === 'chromium') {
    return phone
      ? `Tap the icon in front of the address, then “Permissions”, and allow ${noun}. ${inSettings}`
      : `Click the icon in front of the address and switch on ${noun}.`;
  }
  if (family === 'safari') {
    return phone
      ? `Tap the page menu beside the address, then “Website Settings”, and allow ${noun}.`
      : `Choose “Settings for this Website” in the Safari menu and allow ${noun}.`;
  }
  return `Allow ${noun} for this page in the browser’s settings.`;
}

/** The help in English. */
export function englishDeviceHelp(devices: TroubledDevices, problem: MediaProblem, browser: Browser): DeviceHelp {
  const noun = NOUNS[devices];
  const it = devices === 'both' ? 'them' : 'it';
  switch (problem) {
    case 'refused':
      return {
        title: `${BROWSER_NAMES[browser.family]} blocks ${noun} for this page.`,
        detail: `${whereToAllow(noun, browser)} It is noticed at once. Or go on without: you can turn ${it} on later.`,
      };
    case 'missing':
      return {
        title: devices === 'both' ? 'No camera and no microphone were found.' : `No ${devices} was found.`,
        detail: `Plug one in and it is noticed at once. Or go on without.`,
      };
    case 'busy':
      return {
        title: `Another program uses ${noun}.`,
        detail: `Close it there, then try again here. Or go on without: you can turn ${it} on later.`,
      };
    case 'insecure':
      return {
        title: `Browsers give no camera and no microphone to a page from plain http on another machine.`,
        detail:
          'This page came that way. Whoever runs the server can start it with --tls=self-signed for a try, or give it a ' +
          'certificate with HOLDFAST_TLS_CERT and HOLDFAST_TLS_KEY; then open the link with https. Or go on without.',
      };
    case 'failed':
      return {
        title: devices === 'both' ? 'Camera and microphone did not start.' : `The ${devices} did not start.`,
        detail: `Unplug ${it} and plug ${it} in again, or restart the browser, then try again here. Or go on without.`,
      };
  }
}

/** The help in use. English where nothing else is provided. */
export const DeviceHelper = new InjectionToken<DeviceHelper>('DeviceHelper', { factory: () => englishDeviceHelp });
