import type * as z from 'zod/mini';
import type {
  ClientToServerEvents,
  NoticeName,
  RequestName,
  Requests,
  ServerRequestName,
  ServerToClientEvents,
} from './events';
import { noticeSchemas, requestSchemas, serverRequestSchemas } from './schemas';

/** Fails to compile where the two are not the same type. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

describe('the typed event maps', () => {
  it('have the same requests as there are schemas', () => {
    const same: Same<RequestName, keyof typeof requestSchemas> = true;
    const sent: Same<RequestName, keyof ClientToServerEvents> = true;
    expect([same, sent]).toEqual([true, true]);
  });

  it('have the payload of each request that its schema gives', () => {
    type Mismatched = {
      [E in RequestName]: Same<Requests[E]['payload'], z.infer<(typeof requestSchemas)[E]>> extends true ? never : E;
    }[RequestName];
    const none: Same<Mismatched, never> = true;
    expect(none).toBe(true);
  });

  it('have the same notices and requests of the server as there are schemas', () => {
    const notices: Same<NoticeName, keyof typeof noticeSchemas> = true;
    const asked: Same<ServerRequestName, keyof typeof serverRequestSchemas> = true;
    const sent: Same<NoticeName | ServerRequestName, keyof ServerToClientEvents> = true;
    expect([notices, asked, sent]).toEqual([true, true, true]);
  });

  it('have each name once, in kebab-case', () => {
    const names = [requestSchemas, noticeSchemas, serverRequestSchemas].flatMap((schemas) => Object.keys(schemas));
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('have no name that Socket.IO keeps for itself', () => {
    const reserved = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];
    const names = [requestSchemas, noticeSchemas, serverRequestSchemas].flatMap((schemas) => Object.keys(schemas));
    expect(names.filter((name) => reserved.includes(name))).toEqual([]);
  });
});
