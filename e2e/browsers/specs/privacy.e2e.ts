import { areInACall, readIceServers } from '@holdfast/e2e-people';
import { ana, ben } from '../src/people/people';
import { origin } from '../src/server-address';

describe('nothing is asked of a third party', () => {
  it('by any page, from the home page through a call to its end', async () => {
    const asked: string[] = [];
    const note = ({ request }: { request: { url: string } }) => void asked.push(request.url);
    await ana.browser.sessionSubscribe({ events: ['network.beforeRequestSent'] });
    ana.browser.on('network.beforeRequestSent', note);
    try {
      const room = await ana.startsACall();
      await ana.pressesJoin();
      await ben.joins(room);
      await areInACall(ana, ben);
      expect(await ana.browser.execute(readIceServers)).toEqual([]);
      await ana.leaves();
      await ana.opens('/nowhere');
      await ana.sees('not-found');
    } finally {
      ana.browser.off('network.beforeRequestSent', note);
    }
    const hosts = new Set(asked.filter((url) => /^(http|ws)/.test(url)).map((url) => new URL(url).host));
    expect([...hosts]).toEqual([new URL(origin).host]);
    expect(asked.length).toBeGreaterThan(5);
  });
});
