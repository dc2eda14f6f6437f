import { allow, anyRoom } from '@holdfast/e2e-people';
import { ana, someoneComes } from '../src/people/people';
import { takePictures } from './pictures';

describe('pages', () => {
  it('home', async () => {
    await ana.opens('/');
    await ana.sees('home');
    await takePictures(ana, 'home');
    await ana.presses('Join');
    await ana.reads('Paste the link');
    await takePictures(ana, 'home-mistake');
  });

  it('not found', async () => {
    await ana.opens('/nowhere');
    await ana.sees('not-found');
    await takePictures(ana, 'not-found');
    await ana.opens('/r/too-short');
    await ana.sees('refused');
    await takePictures(ana, 'room-not-found');
  });

  it('the lobby with everything', async () => {
    await ana.entersTheLobby(anyRoom());
    await ana.finds('[data-page=lobby] [data-camera=on][data-microphone=on] video', 'see the preview');
    await takePictures(ana, 'lobby');
  });

  it('the lobby with devices refused', async () => {
    await someoneComes('Dana', 'chromium', { devices: 'refused' }, async (dana) => {
      await dana.entersTheLobby(anyRoom());
      await dana.finds('[data-devices=both][data-problem=refused]', 'read that both are refused');
      await takePictures(dana, 'lobby-refused');
      await allow(dana, 'microphone');
      await dana.finds('[data-devices=camera][data-problem=refused]', 'read that the camera is refused');
      await takePictures(dana, 'lobby-camera-refused');
    });
    await someoneComes('Dana', 'chromium', { devices: 'refused' }, async (dana) => {
      await dana.entersTheLobby(anyRoom());
      await dana.finds('[data-devices=both][data-problem=refused]', 'read that both are refused');
      await allow(dana, 'camera');
      await dana.finds('[data-devices=microphone][data-problem=refused]', 'read that the microphone is refused');
      await takePictures(dana, 'lobby-microphone-refused');
    });
  });

  it('the lobby without a camera', async () => {
    await someoneComes('Emil', 'chromium', { devices: 'no-camera' }, async (emil) => {
      await emil.entersTheLobby(anyRoom());
      await emil.finds('[data-devices=camera][data-problem=missing]', 'read that there is no camera');
      await takePictures(emil, 'lobby-no-camera');
    });
  });

  it('the lobby while another program has the devices', async () => {
    await someoneComes('Gita', 'chromium', {}, async (gita) => {
      // no second program can take a fake camera: the page gets the browser's answer as it would be (W3C mediacapture-streams, 10.2)
      await gita.browser.addInitScript(() => {
        MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('Taken', 'NotReadableError'));
      });
      await gita.entersTheLobby(anyRoom());
      await gita.finds('[data-devices=both][data-problem=busy]', 'read that both are taken');
      await takePictures(gita, 'lobby-busy');
    });
  });

  it('the lobby from plain http on another machine', async () => {
    await someoneComes('Finn', 'chromium', { alias: 'holdfast.test' }, async (finn) => {
      await finn.entersTheLobby(anyRoom());
      await finn.finds('[data-problem=insecure]', 'read why there are no devices');
      await takePictures(finn, 'lobby-insecure');
    });
  });
});
