import { DOCUMENT, inject, InjectionToken } from '@angular/core';

/** What the way to a permission depends on: whose browser it is, and whether it is the one of a phone or tablet. */
export interface Browser {
  readonly family: 'firefox' | 'chromium' | 'safari' | 'other';
  readonly phone: boolean;
}

/** Reads the browser from a `User-Agent` string. Only texts hang on it, never behaviour. */
export function browserOf(userAgent: string): Browser {
  const phone = /Android|iPhone|iPad|Mobile/.test(userAgent);
  // All browsers on an iPhone are Safari underneath, and its permissions are where Safari has them.
  if (/iPhone|iPad/.test(userAgent)) return { family: 'safari', phone };
  if (/Firefox\//.test(userAgent)) return { family: 'firefox', phone };
  if (/Chrom(e|ium)\//.test(userAgent)) return { family: 'chromium', phone };
  if (/Safari\//.test(userAgent)) return { family: 'safari', phone };
  return { family: 'other', phone };
}

/** The browser that shows this page. */
export const Browser = new InjectionToken<Browser>('Browser', {
  factory: () => browserOf(inject(DOCUMENT).defaultView?.navigator.userAgent ?? ''),
});
