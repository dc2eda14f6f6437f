import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What a page of ours may use; everything that is not named for `self` is for nobody. */
const PERMISSIONS = [
  ...['autoplay', 'camera', 'clipboard-write', 'display-capture', 'fullscreen', 'microphone'],
  ...['picture-in-picture', 'screen-wake-lock', 'speaker-selection'],
].map((feature) => `${feature}=(self)`);
const NOBODY = ['geolocation', 'payment', 'usb'].map((feature) => `${feature}=()`);
const PERMISSIONS_POLICY = [...PERMISSIONS, ...NOBODY].join(', ');

/**
 * The headers that keep a page to this server: nothing is loaded from, sent to or framed by anybody else.
 * @param httpsForGood Whether browsers are to use https here from now on. Only for a name with a certificate that they trust:
 * with a self-made one a browser that remembers this (RFC 6797 section 8.4) would take no exception any more.
 */
export function securityHeaders({ httpsForGood }: { readonly httpsForGood: boolean }): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        // Angular puts the styles of its components into <style> elements while it runs
        styleSrc: ["'self'", "'unsafe-inline'"],
        // includes ws: and wss: to this origin (CSP 3, section 6.7.2.8)
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(httpsForGood ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: httpsForGood,
    xFrameOptions: { action: 'deny' },
  });
  const permissions: RequestHandler = (_request, response, next) => {
    response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
    next();
  };
  return [headers, permissions];
}
