import { announcement, links } from './links';
import { readConfig } from './config/read-config';

const LAN = ['192.168.1.7', '10.0.0.7'];
const linksFor = (args: string[], secure = false): string[] => links(readConfig(args, {}), { port: 3000, secure }, LAN);

describe('the links that are printed', () => {
  it('name localhost where the server listens everywhere', () => {
    expect(linksFor([])).toEqual(['http://localhost:3000']);
    expect(linksFor(['--address=0.0.0.0:3000'])).toEqual(['http://localhost:3000']);
    expect(linksFor(['--address=[::]:3000'])).toEqual(['http://localhost:3000']);
  });

  it('name the one host where the server listens on one', () => {
    expect(linksFor(['--address=127.0.0.1:3000'])).toEqual(['http://127.0.0.1:3000']);
    expect(linksFor(['--address=[::1]:3000'], true)).toEqual(['https://[::1]:3000']);
  });

  it('name the public URL alone where there is one', () => {
    expect(linksFor(['--public-url=https://call.example.org', '--tls=self-signed'], true)).toEqual([
      'https://call.example.org',
    ]);
  });

  it('name the addresses in the network only with a certificate, since browsers give no camera to plain http', () => {
    expect(linksFor(['--tls=self-signed'], true)).toEqual([
      'https://localhost:3000',
      'https://192.168.1.7:3000',
      'https://10.0.0.7:3000',
    ]);
  });

  it('leave out the port that goes without saying', () => {
    expect(links(readConfig([], {}), { port: 443, secure: true }, [])).toEqual(['https://localhost']);
  });
});

describe('the announcement', () => {
  it('is one line', () => {
    expect(announcement(['http://localhost:3000'], undefined)).toBe('Holdfast is ready: http://localhost:3000');
  });

  it('has a code to scan for a phone', () => {
    const [ready, ...rest] = announcement(linksFor(['--tls=self-signed'], true), 'https://192.168.1.7:3000').split(
      '\n',
    );
    expect(ready).toBe('Holdfast is ready: https://localhost:3000  https://192.168.1.7:3000  https://10.0.0.7:3000');
    expect(rest[0]).toContain('https://192.168.1.7:3000');
    expect(rest.slice(1).join('')).toMatch(/^[█▀▄ ]{200,}$/);
  });
});
