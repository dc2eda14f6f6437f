import { anyRoom } from '@holdfast/e2e-people';
import { callThroughItsOwnServer } from '../src/people/own-server';
import { ana } from '../src/people/people';
import { takePictures } from './pictures';

describe('the server', () => {
  it('gone', async () => {
    await callThroughItsOwnServer(async ({ server, ana: here, ben: there }) => {
      await server.stop('SIGKILL');
      await here.finds('[data-hint=signaling]', 'read that there is no contact with the server');
      await takePictures(here, 'call-signaling-lost', '[data-hint=signaling]');
      await there.browser.url('about:blank');
      await here.finds('[data-tile=remote]:not([data-connection=connected])', 'lose the other');
      await takePictures(here, 'call-all-lost');
    });
  });

  it('closing', async () => {
    await callThroughItsOwnServer(async ({ server, ana: here }) => {
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
