import { InjectionToken, type Type } from '@angular/core';
import { Home } from './home/home';

/** A page, and what it is told. */
export interface ShownPage {
  readonly component: Type<unknown>;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Finds the page of a path. */
export type PageOf = (path: string) => Promise<ShownPage>;

/** The pages of this application. Who only looks at the home page loads nothing of a call. */
export const PageOf = new InjectionToken<PageOf>('PageOf', {
  factory: () => async (path) => {
    if (path === '/') return { component: Home, inputs: {} };
    if (path === '/connectivity') {
      return { component: (await import('./connectivity/connectivity-page')).ConnectivityPage, inputs: {} };
    }
    const room = /^\/r\/([^/]+)\/?$/.exec(path)?.[1];
    if (room !== undefined) return { component: (await import('./room/room')).Room, inputs: { room } };
    return { component: (await import('./not-found/not-found')).NotFound, inputs: {} };
  },
});
