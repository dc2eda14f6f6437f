import { anyRoom, areInACall, linkOf } from '@holdfast/e2e-people';
import { callOfAnaAndBen } from '../src/people/call';
import { callThroughItsOwnServer, type OwnServerCall } from '../src/people/own-server';
import { ana, ben, someoneComes } from '../src/people/people';
import { faceOf } from './faces';
import { canHoldTime, whileTimeIsHeld } from './held-time';
import { hears, losesItsWayToTheOther, seatOf, tapLine } from './line';
import { takePictures } from './pictures';
import { hasTurnServer, withTurnServer } from './turn-server';

describe('a call', () => {
  it('waiting, connected and after it', async () => {
    const room = anyRoom();
    await ana.joins(room);
    await takePictures(ana, 'waiting');

    await ben.joins(room);
    await ana.isInACall();
    await ana.seesThePicture();
    await takePictures(ana, 'call');
    await ana.presses('More');
    await ana.browser.$('dialog[open]').waitForDisplayed();
    await takePictures(ana, 'call-devices');
    await ana.presses('Done');

    await ben.leaves();
    await ana.isAlone();
    await takePictures(ana, 'call-other-left');
    await takePictures(ben, 'ended-left');
  });

  it('with microphones and cameras that are off', async () => {
    await callOfAnaAndBen();
    await ben.mutes();
    await ana.seesTheOther({ microphone: 'off' });
    await takePictures(ana, 'call-other-muted');
    await ben.turnsTheCameraOff();
    await ana.seesTheOther({ camera: 'off' });
    await takePictures(ana, 'call-other-without-camera');
    await ben.turnsTheCameraOn();
    await ana.seesTheOther({ camera: 'on' });
    await ana.seesThePicture();
    await ana.mutes();
    await takePictures(ana, 'call-muted');
  });

  it('without a camera of one’s own', async () => {
    const room = anyRoom();
    await ben.joins(room);
    await someoneComes('Emil', 'chromium', { devices: 'no-camera' }, async (emil) => {
      await emil.joins(room, 'Join without camera');
      await emil.isInACall();
      await emil.seesThePicture();
      await takePictures(emil, 'call-without-camera');
    });
  });

  it('while it is being connected', async () => {
    const room = anyRoom();
    const connecting = '[data-tile=remote][data-connection=connecting]';
    await ana.joins(room);
    await someoneComes('Ben', 'chromium', { face: faceOf('ben') }, async (far) => {
      // there is no TURN server, so nobody reaches this one
      await far.browser.addInitScript(() => {
        const Native = window.RTCPeerConnection;
        window.RTCPeerConnection = class extends Native {
          constructor(configuration?: RTCConfiguration) {
            super({ ...configuration, iceTransportPolicy: 'relay' });
          }
        };
      });
      await far.joins(room);
      await ana.finds(`${connecting} h2`, 'read that it is being connected');
      await takePictures(ana, 'call-connecting', connecting);
    });
  });

  it('at each rung of a recovery', async () => {
    const room = anyRoom();
    await someoneComes('Ana', 'chromium', { face: faceOf('ana') }, async (near) => {
      await canHoldTime(near);
      await near.joins(room);
      await someoneComes('Ben', 'chromium', { face: faceOf('ben') }, async (far) => {
        await tapLine(far);
        await far.joins(room);
        await areInACall(far, near);
        await losesItsWayToTheOther(far);
        for (const rung of ['restarting', 'renewing', 'unreachable']) {
          const shown = `[data-tile=remote][data-connection=${rung}]`;
          await near.finds(shown, `see the rung "${rung}"`);
          await whileTimeIsHeld(near, () => takePictures(near, `call-${rung}`, shown));
        }
      });
    });
  });

  it('that is relayed', async () => {
    if (!hasTurnServer()) return console.log('NO PICTURE of a relayed call: there is no coturn (turnserver) here.');
    const makeRoom = async (origin: string) => {
      const headers = { 'content-type': 'application/json' };
      const made = await fetch(`${origin}/api/rooms`, { method: 'POST', headers, body: '{"relayOnly":true}' });
      return (await made.json()).room as string;
    };
    await withTurnServer(async (settings) => {
      const visit = async ({ ana: here }: OwnServerCall) => {
        await here.finds('[data-tile=remote][data-path=relayed]', 'be relayed');
        await takePictures(here, 'call-relayed');
      };
      await callThroughItsOwnServer(visit, settings, makeRoom);
    });
  });

  it('while the other is away', async () => {
    const room = anyRoom();
    const away = '[data-tile=remote][data-presence=away]:not([data-connection=connected])';
    await ana.joins(room);
    await someoneComes('Ben', 'chromium', { face: faceOf('ben') }, async (far) => {
      await tapLine(far, '["closing"', '["echo"'); // as one who loses power: goes without a word
      await far.joins(room);
      await ana.isInACall();
      await far.browser.url('about:blank');
      await ana.finds(away, 'see that Ben is away');
      await takePictures(ana, 'call-other-away', away);
    });
  });

  it('that is full', async () => {
    const room = await callOfAnaAndBen();
    await someoneComes('Cleo', 'chromium', {}, async (cleo) => {
      await cleo.entersTheLobby(room);
      await cleo.pressesJoin();
      await cleo.sees('refused');
      await takePictures(cleo, 'full');
    });
  });

  it('that is full for somebody who was away for too long', async () => {
    const room = await callOfAnaAndBen();
    await someoneComes('Cleo', 'chromium', {}, async (cleo) => {
      await ben.leaves();
      await cleo.joins(room);
      await cleo.isInACall();
      await cleo.opens('/nowhere');
      await ana.isAlone();
      await ben.joinsAgain();
      await cleo.opens(linkOf(room));
      await cleo.reads('Your place was taken');
      await takePictures(cleo, 'full-after-return');
    });
  });

  it('that goes on in another tab', async () => {
    await someoneComes('Cleo', 'chromium', {}, async (cleo) => {
      await cleo.joins(anyRoom());
      await cleo.duplicatesTheTab();
      await cleo.sees('elsewhere');
      await takePictures(cleo, 'elsewhere');
    });
  });

  it('that ended without a leave', async () => {
    for (const [event, payload, reason] of [
      ['room-closed', {}, 'room-closed'],
      ['seat-taken', { by: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'seat-taken'],
      ['peer-left', { reason: 'removed' }, 'removed'],
    ] as const) {
      await someoneComes('Hana', 'chromium', {}, async (hana) => {
        await tapLine(hana);
        await hana.joins(anyRoom());
        await hears(hana, event, event === 'peer-left' ? { ...payload, id: await seatOf(hana) } : payload);
        await hana.finds(`[data-page=ended] [data-reason=${reason}]`, 'read why it ended');
        await takePictures(hana, `ended-${reason}`);
      });
    }
  });

  it('with a page that is older than the server', async () => {
    await someoneComes('Ines', 'chromium', {}, async (ines) => {
      await tapLine(ines, '"protocol":1', '"protocol":999');
      await ines.entersTheLobby(anyRoom());
      await ines.pressesJoin();
      await ines.finds('[data-page=refused] [data-code=wrong-protocol]', 'read that the page is too old');
      await takePictures(ines, 'wrong-version');
    });
  });
});
