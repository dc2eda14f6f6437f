import { anyRoom, areInACall, Person } from '@holdfast/e2e-people';
import { ApiProcess, freePort } from '../src/api-process';
import { ana, ben } from '../src/people/people';
import { takePictures } from './pictures';

/** Both are in a call through a server of their own, which `then` may end. */
async function callThroughAServerOfItsOwn(
  then: (server: ApiProcess, ana: Person, ben: Person) => Promise<void>,
): Promise<void> {
  const server = new ApiProcess(await freePort());
  await server.start();
  try {
    const [here, there] = [ana, ben].map(({ name, browser }) => new Person(name, () => browser, server.origin));
    const room = anyRoom();
    await here.joins(room);
    await there.joins(room);
    await areInACall(here, there);
    await then(server, here, there);
  } finally {
    await server.stop('SIGKILL');
    server.discard();
  }
}

describe('the server', () => {
  it('gone', async () => {
    await callThroughAServerOfItsOwn(async (server, here, there) => {
      await server.stop('SIGKILL');
      await here.finds('[data-hint=signaling]', 'read that there is no contact with the server');
      await takePictures(here, 'call-signaling-lost', '[data-hint=signaling]');
      await there.browser.url('about:blank');
      await here.finds('[data-tile=remote]:not([data-connection=connected])', 'lose the other');
      await takePictures(here, 'call-all-lost');
    });
  });

  it('closing', async () => {
    await callThroughAServerOfItsOwn(async (server, here) => {
      await server.stop('SIGTERM');
      await here.finds('[data-hint=signaling]', 'read that the server restarts');
      await takePictures(here, 'call-server-closing', '[data-hint=signaling]');
    });
  });

  it('out of reach', async () => {
    const offline = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await ana.entersTheLobby(anyRoom());
    await ana.browser.sendCommandAndGetResult('Network.enable', {});
    try {
      await ana.browser.sendCommandAndGetResult('Network.emulateNetworkConditions', offline);
      await ana.reads('The server does not answer');
      await takePictures(ana, 'lobby-offline');
    } finally {
      await ana.browser.sendCommandAndGetResult('Network.emulateNetworkConditions', { ...offline, offline: false });
    }
  });
});
