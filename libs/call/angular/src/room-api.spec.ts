import { TestBed } from '@angular/core/testing';
import { Fetch, RoomApi } from './room-api';

interface Asked {
  readonly path: string;
  readonly init: RequestInit;
}

/** A server that answers with what the spec says. */
function serverThat(answer: () => Promise<Response>) {
  const asked: Asked[] = [];
  const fetch: Fetch = (path, init) => {
    asked.push({ path, init });
    return answer();
  };
  TestBed.configureTestingModule({ providers: [{ provide: Fetch, useValue: fetch }] });
  return { api: TestBed.inject(RoomApi), asked };
}

function answers(status: number, body: string): () => Promise<Response> {
  return () =>
    Promise.resolve({
      ok: status < 400,
      json: async () => JSON.parse(body),
    } as Response);
}

describe('RoomApi', () => {
  it('makes a room', async () => {
    const made = { room: 'abcdefghijklmnopqrstuv', url: 'https://call.example.org/r/abcdefghijklmnopqrstuv' };
    const { api, asked } = serverThat(answers(201, JSON.stringify(made)));
    expect(await api.make({ relayOnly: true })).toEqual(made);
    expect(asked).toMatchObject([
      {
        path: '/api/rooms',
        init: { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"relayOnly":true}' },
      },
    ]);
  });

  it('tells how a room stands, whatever stands in its id', async () => {
    const status = { room: 'x', exists: true, capacity: 2, taken: 1, relayOnly: false };
    const { api, asked } = serverThat(answers(200, JSON.stringify(status)));
    expect(await api.status('../a b')).toEqual(status);
    expect(asked[0].path).toBe('/api/rooms/..%2Fa%20b');
  });

  it('waits for no answer longer than 10 s', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout');
    const { api, asked } = serverThat(answers(200, '{}'));
    await api.make();
    expect(timeout).toHaveBeenCalledWith(10_000);
    expect(asked[0].init.signal).toBe(timeout.mock.results[0].value);
    timeout.mockRestore();
  });

  it.each([
    ['the code that the server gives', 404, '{"error":{"code":"room-not-found","status":404}}', 'room-not-found'],
    ['internal for a code that it does not know', 404, '{"error":{"code":"not-found","status":404}}', 'internal'],
    ['internal for an answer of somebody else', 502, '{"message":"Bad gateway"}', 'internal'],
    ['internal for no object', 500, 'null', 'internal'],
    ['internal for a page of a proxy', 502, '<html>', 'internal'],
    ['internal for a page of a portal that says all is well', 200, '<html>', 'internal'],
  ])('fails with %s', async (_, status, body, code) => {
    const { api } = serverThat(answers(status, body));
    await expect(api.make()).rejects.toMatchObject({ name: 'RoomApiError', code });
  });

  it('fails as unreachable where nobody answers', async () => {
    const cause = new TypeError('Failed to fetch');
    const { api } = serverThat(() => Promise.reject(cause));
    await expect(api.status('abcdefghijklmnopqrstuv')).rejects.toMatchObject({ code: 'unreachable', cause });
  });

  it('fails as unreachable where the line breaks in the middle of the answer', async () => {
    const broken = { ok: true, json: () => Promise.reject(new TypeError('network error')) } as unknown as Response;
    const { api } = serverThat(() => Promise.resolve(broken));
    await expect(api.make()).rejects.toMatchObject({ code: 'unreachable' });
  });
});
