import { anyRoom, areInACall, linkOf } from '@holdfast/e2e-people';
import { Key } from 'webdriverio';
import { ana, ben } from '../src/people/people';
import { origin } from '../src/server-address';

describe('links', () => {
  it('lead into the lobby of their room when they are opened, and again after a reload', async () => {
    const room = anyRoom();
    await ana.entersTheLobby(room);
    expect(await ana.room()).toBe(room);
    await ana.reads('Nobody is here yet');

    await ana.reloads();
    await ana.sees('lobby');
    expect(await ana.room()).toBe(room);
  });

  it('are copied by the one who waits, and taken by the home page when they are pasted', async () => {
    const room = anyRoom();
    await ana.joins(room);
    await ana.presses('Copy link');
    await ana.reads('Link copied');
    await ana.leaves();

    await ana.opens('/');
    await ana.browser.$('aria/Link or room').click();
    await ana.browser.keys([Key.Ctrl, 'v']);
    expect(await ana.browser.$('aria/Link or room').getValue()).toBe(origin + linkOf(room));
    await ana.presses('Join');
    await ana.sees('lobby');
    expect(await ana.room()).toBe(room);
  });

  it('need not be whole: a room id is enough, and anything else is answered in words', async () => {
    const room = anyRoom();
    await ben.opens('/');
    await ben.browser.$('aria/Link or room').setValue('holdfast');
    await ben.presses('Join');
    await ben.reads('This is no link to a call');

    await ben.browser.$('aria/Link or room').setValue(room);
    await ben.presses('Join');
    await ben.sees('lobby');
    expect(await ben.room()).toBe(room);
  });

  it('are gone back and forth between: back leads home and out of the call, forward to its lobby', async () => {
    const room = await ana.startsACall();
    await ana.pressesJoin();
    await ana.sees('call');
    await ben.joins(room);
    await areInACall(ben, ana);

    await ana.browser.back();
    await ana.sees('home');
    await ben.isAlone();
    await ana.browser.forward();
    await ana.sees('lobby');
    await ana.pressesJoin();
    await areInACall(ana, ben);
  });

  it('to nowhere are told so', async () => {
    await ana.opens('/nowhere');
    await ana.sees('not-found');
    await ana.opens('/r/too-short');
    await ana.sees('refused');
    await ana.reads('There is no such room');
  });
});
