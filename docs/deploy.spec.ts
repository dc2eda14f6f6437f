import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './documents';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const settingsIn = (path: string) => [...read(path).matchAll(/^(HOLDFAST_\w+)=/gm)].map(([, name]) => name);

describe('what is deployed', () => {
  it('gives coturn the secret that both share, and no other setting of Holdfast', () => {
    const [holdfast = '', coturn = ''] = read('docker-compose.yml').split('\n  coturn:\n');
    const filesOf = (service: string) => service.match(/deploy\/\w+\.env(?=, required)/g);
    expect(filesOf(holdfast)).toEqual(['deploy/holdfast.env', 'deploy/turn.env']);
    expect(filesOf(coturn)).toEqual(['deploy/turn.env']);
    expect(settingsIn('deploy/turn.env.example')).toEqual(['HOLDFAST_TURN_SECRET']);
    expect(settingsIn('deploy/holdfast.env.example').filter((name) => name?.includes('SECRET'))).toEqual([]);
  });

  it('keeps what is filled in out of the repository', () => {
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['deploy/holdfast.env', 'deploy/turn.env']));
  });

  it('has relays for a room of eight at an ICE restart, and a port for each', () => {
    const config = read('deploy/coturn/turnserver.conf');
    const numberOf = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(config)?.[1]);
    const [others, interfaces, urls, generations] = [7, 2, 3, 2];
    expect(numberOf('user-quota')).toBeGreaterThanOrEqual(others * interfaces * urls * generations);
    expect(numberOf('max-port') - numberOf('min-port') + 1).toBe(numberOf('total-quota'));
    expect(read('docs/operating.md')).toContain(`| ${numberOf('min-port')} to ${numberOf('max-port')} |`);
  });
});
