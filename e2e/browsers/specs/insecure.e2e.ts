import { anyRoom } from '@holdfast/e2e-people';
import { ana, ben, someoneComes } from '../src/people/people';

describe('a page from plain http on another machine', () => {
  it('says that browsers give it no devices and how to get TLS, and the call works without them', async () => {
    const room = anyRoom();
    await ben.joins(room);

    await someoneComes('Finn', ana.kind, { alias: 'holdfast.test' }, async (finn) => {
      await finn.entersTheLobby(room);
      expect(await finn.browser.execute(() => window.isSecureContext)).toBe(false);
      await finn.finds('[data-devices=both][data-problem=insecure]', 'read why there are no devices');
      await finn.reads('HOLDFAST_TLS_CERT');

      await finn.pressesJoin('Join without camera and microphone');
      await finn.isInACall();
      await finn.seesAndHears();
      await ben.seesTheOther({ name: 'Finn', camera: 'none', microphone: 'none' });
    });
  });
});
