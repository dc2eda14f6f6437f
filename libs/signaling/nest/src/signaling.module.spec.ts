import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { InMemoryRoomStore, RoomStore } from '@holdfast/signaling-core';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { IceServers, NoIceServers } from './hooks/ice-servers';
import { EverybodyMayJoin, MayJoin } from './hooks/may-join';
import { NobodyListens, SignalingEvents } from './hooks/signaling-events';
import { resolveOptions } from './signaling-options';
import { SignalingModule } from './signaling.module';
import { RunningServer } from './testing/running-server';
import { freshRoom, handshakeFor, TestClient } from './testing/test-client';

@Injectable()
class Doorman implements MayJoin {
  mayJoin(): boolean {
    return false;
  }
}

@Module({ providers: [Doorman], exports: [Doorman] })
class DoormanModule {}

describe('SignalingModule', () => {
  it('has a working default for each hook', async () => {
    const module = await Test.createTestingModule({ imports: [SignalingModule.forRoot({})] }).compile();
    expect(module.get(MayJoin)).toBeInstanceOf(EverybodyMayJoin);
    expect(module.get(IceServers)).toBeInstanceOf(NoIceServers);
    expect(module.get(SignalingEvents)).toBeInstanceOf(NobodyListens);
    expect(module.get(RoomStore)).toBeInstanceOf(InMemoryRoomStore);
  });

  it('takes its options from a factory, with hooks that have dependencies of their own', async () => {
    const signaling = SignalingModule.forRootAsync({
      imports: [DoormanModule],
      inject: [Doorman],
      useFactory: (doorman: Doorman) => ({ mayJoin: doorman }),
    });
    const module = await Test.createTestingModule({ imports: [signaling] }).compile();
    const app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    expect(await TestClient.refused(url, handshakeFor(freshRoom()))).toMatchObject({ code: 'not-allowed' });
    await app.close();
  });

  it.each(['', 'fifteen letters'])('does not start with a secret that anybody can guess: «%s»', (secret) => {
    expect(() => resolveOptions({ secret })).toThrow(
      new RangeError('SignalingModule: the secret must have at least 16 characters'),
    );
    expect(resolveOptions({ secret: 'sixteen letters!' }).secret).toBe('sixteen letters!');
  });

  it('serves no client of Socket.IO and says how often it pings', async () => {
    const server = await RunningServer.start();
    await request(server.http).get('/socket.io/socket.io.js').expect(400);
    const { text } = await request(server.http).get('/socket.io/?EIO=4&transport=polling').expect(200);
    const { pingInterval, pingTimeout } = JSON.parse(text.slice(1));
    expect(pingInterval + pingTimeout).toBeLessThan(10_000); // a dead socket is known within 10 s
    await server.stop();
  });

  it('sets no timer that is longer than a timer can be, however long the times of its options are', async () => {
    const month = 30 * 24 * 3_600_000;
    const set = jest.spyOn(globalThis, 'setTimeout');
    const times = { graceMs: month, unjoinedMs: month, joinTimeoutMs: month, reservationMs: 2 * month };
    const server = await RunningServer.start(times);
    const room = freshRoom();
    const first = await TestClient.join(server.url, handshakeFor(room));
    const second = await TestClient.join(server.url, handshakeFor(room));
    first.cut();
    await second.notice('peer-away');
    const longest = Math.max(...set.mock.calls.map(([, ms]) => ms ?? 0));
    set.mockRestore();
    second.cut();
    await server.stop();
    expect(longest).toBe(2 ** 31 - 1);
  });

  it('names no address, key or name in its log', async () => {
    const lines: string[] = [];
    const write = (...parts: unknown[]) => lines.push(parts.join(' '));
    const logger = { log: write, warn: write, error: write, debug: write, verbose: write, fatal: write };
    const server = await RunningServer.start({}, { bind: (app) => app.useLogger(logger) });
    const key = handshakeFor(freshRoom(), { name: 'Persephone' });
    const client = await TestClient.join(server.url, key);
    await client.request('leave', {});
    await client.send('signal', { to: 'Persephone' });
    client.cut();
    await server.stop();

    const log = lines.join('\n');
    expect(log).toContain(`seat-joined room=${key.room.slice(0, 6)}… seat=${client.joined.self.id}`);
    expect(log).toContain(`seat-left room=${key.room.slice(0, 6)}… seat=${client.joined.self.id} reason=left`);
    for (const secret of [key.room, key.seatKey, key.pageId, key.name, '127.0.0.1']) expect(log).not.toContain(secret);
  });
});

describe('the options', () => {
  it('count as absent where they are undefined', () => {
    expect(resolveOptions({ graceMs: undefined, rooms: 'made' })).toMatchObject({ graceMs: 30_000, rooms: 'made' });
  });
});
