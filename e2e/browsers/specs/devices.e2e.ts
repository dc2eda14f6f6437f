import { allow, anyRoom, areInACall, grid } from '@holdfast/e2e-people';
import { ana, ben, someoneComes } from '../src/people/people';

// a grid starts its drivers itself, and Firefox's then gives nobody a way to change a permission while it runs
const permissionsCanChange = grid === null || ana.kind === 'chromium';

describe('camera and microphone', () => {
  it('may both be refused: the page says so, joining goes on, and one sees and hears the other', async () => {
    const room = anyRoom();
    await ben.joins(room);

    await someoneComes('Dana', ana.kind, { devices: 'refused' }, async (dana) => {
      await dana.entersTheLobby(room);
      await dana.finds('[data-devices=both][data-problem=refused]', 'read that both are refused');
      await dana.pressesJoin('Join without camera and microphone');
      await dana.isInACall();
      await dana.seesAndHears();
      await ben.seesTheOther({ name: 'Dana', camera: 'none', microphone: 'none' });
    });
  });

  if (permissionsCanChange) {
    it('are noticed without a reload when they are allowed later, in the lobby and in the call', async () => {
      const room = anyRoom();
      await ben.joins(room);

      await someoneComes('Dana', ana.kind, { devices: 'refused' }, async (dana) => {
        await dana.entersTheLobby(room);
        await dana.finds('[data-devices=both][data-problem=refused]', 'read that both are refused');
        const before = await dana.documentBegan();

        await allow(dana, 'camera');
        await dana.finds('[data-devices=microphone][data-problem=refused]', 'read about the microphone alone');
        await dana.pressesJoin('Join without microphone');
        await ben.seesTheOther({ name: 'Dana', camera: 'on', microphone: 'none' });
        await ben.seesThePicture();

        await allow(dana, 'microphone');
        await ben.seesTheOther({ name: 'Dana', camera: 'on', microphone: 'on' });
        await areInACall(dana, ben);
        expect(await dana.documentBegan()).toBe(before);
      });
    });
  }

  it('need not be there: the page says so, joining goes on, and one sees and hears the other', async () => {
    const room = anyRoom();
    await ben.joins(room);

    await someoneComes('Emil', ana.kind, { devices: 'no-camera' }, async (emil) => {
      const [missing, button] =
        emil.kind === 'firefox' ? ['both', 'Join without camera and microphone'] : ['camera', 'Join without camera'];
      await emil.entersTheLobby(room);
      await emil.finds(`[data-devices=${missing}][data-problem=missing]`, 'read what is missing');
      await emil.pressesJoin(button);
      await emil.isInACall();
      await emil.seesAndHears();
      await ben.seesTheOther({ name: 'Emil', camera: 'none' });
    });
  });
});
