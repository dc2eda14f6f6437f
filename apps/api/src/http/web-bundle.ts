import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/** Paths that are never a page: the API, the signaling, the health check. */
const NOT_OURS = /^\/(?:api|socket\.io|healthcheck)(?:\/|$)/;

/** A file whose name holds a hash of its content, as the build names them: it never changes. */
const HASHED = /^\/(?:[^/]+-[\w-]{8}\.(?:js|css)|media\/.+-[\w-]{8}\.\w+)$/;

const A_YEAR_S = 365 * 24 * 3_600;

/** Whether there is a built web app in a folder. */
export function hasWebBundle(root: string): boolean {
  return existsSync(join(root, 'index.html'));
}

/**
 * Serves the built web app: compressed where the build has left a `.br` or `.gz` beside a file, deep links with the page,
 * a missing file with what comes next (a 404, never the page). The list of files is made once, so nothing outside of it can be had;
 * a file of it that is gone meanwhile (a build beside a running server) breaks off its own answer and nothing else.
 */
export function serveWebBundle(root: string): RequestHandler {
  const serve = sirv(root, {
    brotli: true,
    gzip: true,
    etag: true,
    single: true,
    ignores: ['/\\.'], // a hidden file is no page either
    setHeaders: (response, path) =>
      response.setHeader('Cache-Control', HASHED.test(path) ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache'),
  });
  return (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads || NOT_OURS.test(request.path)) return next();
    response.once('pipe', (file: Readable) => file.once('error', () => response.destroy()));
    delete request.headers.range; // nothing here is worth a part of it, and a server may always answer with the whole (RFC 9110 section 14.2)
    serve(request, response, next);
  };
}
