import { ApiProcess, freePort } from '../src/api-process';
import { callThroughItsOwnServer } from '../src/people/own-server';
import { readServerNews, watchServerNews } from '../src/people/server-news';

const hint = 'No contact with the server. Your call goes on.';

describe('a server that is killed in a call', () => {
  it('is not spoken of when another one is there at once', async () => {
    // a server that is started takes seconds on a busy machine: its successor is up before
    const successor = new ApiProcess(await freePort());
    await successor.start();
    try {
      await callThroughItsOwnServer(async ({ server, doorway, ana, ben }) => {
        await Promise.all([watchServerNews(ana), watchServerNews(ben)]);
        await server.stop('SIGKILL');
        doorway.leadsTo(successor.origin);
        for (const person of [ana, ben]) {
          await person.until('be in contact with a server again', async () => {
            const { signaling } = await readServerNews(person);
            return signaling.includes('lost') && signaling.at(-1) === 'connected';
          });
          const { hints, spoken } = await readServerNews(person);
          expect(hints).toEqual([]);
          expect(spoken.filter((sentence) => sentence.includes('server'))).toEqual([]);
          await person.seesAndHears();
        }
      });
    } finally {
      await successor.stop();
      successor.discard();
    }
  });

  it('is hinted at after 3 s, while the call goes on, until it is back; each is said once', async () => {
    await callThroughItsOwnServer(async ({ server, ana, ben }) => {
      await Promise.all([watchServerNews(ana), watchServerNews(ben)]);
      await server.stop('SIGKILL');
      for (const person of [ana, ben]) {
        await person.finds('[data-hint=signaling]', 'read that there is no contact with the server');
        await person.seesAndHears();
      }
      await server.start();
      for (const person of [ana, ben]) {
        await person.finds('[data-page=call][data-signaling=connected]:not(:has([data-hint]))', 'be rid of the hint');
        const { hints, spoken } = await readServerNews(person);
        expect(hints).toEqual([hint]);
        expect(spoken.filter((sentence) => sentence.includes('server'))).toEqual([hint, 'The server is back.']);
        await person.seesAndHears();
      }
    });
  });
});
