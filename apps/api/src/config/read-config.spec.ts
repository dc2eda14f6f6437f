import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { ConfigError, readConfig } from './read-config';

/** The faults that a configuration is refused for. */
function faultsOf(args: string[], env: Record<string, string> = {}): readonly string[] {
  try {
    readConfig(args, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('has a working default for everything', () => {
    expect(readConfig([], {})).toEqual({
      address: { port: 3000 },
      rooms: 'open',
      grace: 30_000,
      closingGrace: 8_000,
      emptyRoom: 600_000,
      turnTtl: 3_600_000,
      trustedProxies: 0,
      stateDir: '.holdfast',
      logLevel: 'info',
    });
  });

  it('takes each setting from the environment', () => {
    const env = {
      HOLDFAST_ADDRESS: 'localhost:4000',
      HOLDFAST_PUBLIC_URL: 'https://Call.example.org/',
      HOLDFAST_ROOMS: 'made',
      HOLDFAST_TLS: 'self-signed',
      HOLDFAST_GRACE: '45s',
      HOLDFAST_CLOSING_GRACE: '500ms',
      HOLDFAST_EMPTY_ROOM: '2m',
      HOLDFAST_STUN_URLS: 'stun:stun.example.org, stuns:[2001:db8::1]:5349',
      HOLDFAST_TURN_URLS: 'turn:turn.example.org:3478?transport=udp,turns:turn.example.org?transport=tcp',
      HOLDFAST_TURN_SECRET: 'sixteen letters!',
      HOLDFAST_TURN_TTL: '24h',
      HOLDFAST_TRUSTED_PROXIES: '2',
      HOLDFAST_STATE_DIR: '/var/lib/holdfast',
      HOLDFAST_WEB_ROOT: '/srv/web',
      HOLDFAST_LOG_LEVEL: 'debug',
    };
    expect(readConfig([], env)).toEqual({
      address: { host: 'localhost', port: 4000 },
      publicUrl: 'https://call.example.org',
      rooms: 'made',
      tls: 'self-signed',
      grace: 45_000,
      closingGrace: 500,
      emptyRoom: 120_000,
      stunUrls: ['stun:stun.example.org', 'stuns:[2001:db8::1]:5349'],
      turnUrls: ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org?transport=tcp'],
      turnSecret: 'sixteen letters!',
      turnTtl: 86_400_000,
      trustedProxies: 2,
      stateDir: '/var/lib/holdfast',
      webRoot: '/srv/web',
      logLevel: 'debug',
    });
  });

  it.each([
    [':0', { port: 0 }],
    [':65535', { port: 65_535 }],
    ['example.org:80', { host: 'example.org', port: 80 }],
    ['127.0.0.1:3000', { host: '127.0.0.1', port: 3000 }],
    ['[::1]:3000', { host: '::1', port: 3000 }],
  ])('listens on %s', (text, address) => {
    expect(readConfig([`--address=${text}`], {}).address).toEqual(address);
  });

  it('takes a flag in two words as well', () => {
    expect(readConfig(['--address', ':3001', '--rooms', 'made'], {})).toMatchObject({
      address: { port: 3001 },
      rooms: 'made',
    });
  });

  it('prefers a flag to the environment', () => {
    expect(readConfig(['--address=:3001'], { HOLDFAST_ADDRESS: ':3002' }).address).toEqual({ port: 3001 });
  });

  it('takes an empty environment variable for one that is not set', () => {
    expect(readConfig([], { HOLDFAST_ADDRESS: '', HOLDFAST_TURN_SECRET: '' }).address).toEqual({ port: 3000 });
  });

  it('does not mind environment variables of others', () => {
    expect(faultsOf([], { PATH: '/bin', HOLDFASTER: '1' })).toEqual([]);
  });

  describe('refuses', () => {
    it.each([
      '3000',
      'localhost',
      ':',
      ':http',
      ':-1',
      '::1:3000',
      '[::1]',
      'http://localhost:3000',
      ':3000/x',
      'a b:1',
    ])('the address %p', (text) => {
      expect(faultsOf([`--address=${text}`])).toEqual([
        `--address: "${text}" must be :port, host:port or [address]:port, as in :3000`,
      ]);
    });

    it('a port that there is not', () => {
      expect(faultsOf([], { HOLDFAST_ADDRESS: ':65536' })).toEqual([
        'HOLDFAST_ADDRESS: ":65536" must have a port from 0 to 65535',
      ]);
    });

    it.each([
      'call.example.org',
      'ftp://example.org',
      'https://example.org/calls',
      'https://a:b@example.org',
      'https://',
    ])('the public URL %p', (text) => {
      expect(faultsOf([], { HOLDFAST_PUBLIC_URL: text })).toEqual([
        `HOLDFAST_PUBLIC_URL: "${text}" must be an origin without a path, as in https://call.example.org`,
      ]);
    });

    it.each([
      ['HOLDFAST_ROOMS', 'closed', 'must be open or made'],
      ['HOLDFAST_TLS', 'yes', 'must be self-signed'],
      ['HOLDFAST_GRACE', '30', 'must be a time with its unit (ms, s, m or h), as in 30s'],
      ['HOLDFAST_CLOSING_GRACE', '0s', 'must be longer than nothing and at most 720h'],
      ['HOLDFAST_EMPTY_ROOM', '721h', 'must be longer than nothing and at most 720h'],
      ['HOLDFAST_TURN_TTL', '-1h', 'must be a time with its unit (ms, s, m or h), as in 30s'],
      ['HOLDFAST_STUN_URLS', 'stun.example.org', 'must be URLs with commas between, as in stun:stun.example.org:3478'],
      ['HOLDFAST_STUN_URLS', 'stun:a,', 'must be URLs with commas between, as in stun:stun.example.org:3478'],
      ['HOLDFAST_TRUSTED_PROXIES', 'yes', 'must be a whole number from 0 to 99'],
      ['HOLDFAST_LOG_LEVEL', 'loud', 'must be fatal, error, warn, info, debug, trace, silent'],
    ])('%s=%s', (name, text, why) => {
      expect(faultsOf([], { [name]: text })).toEqual([`${name}: "${text}" ${why}`]);
    });

    it('a TURN URL with a transport that there is not', () => {
      const env = { HOLDFAST_TURN_URLS: 'turn:a?transport=sctp', HOLDFAST_TURN_SECRET: 'sixteen letters!' };
      expect(faultsOf([], env)).toEqual([
        'HOLDFAST_TURN_URLS: "turn:a?transport=sctp" must be URLs with commas between, as in turn:turn.example.org:3478?transport=udp',
      ]);
    });

    it('a short secret, without showing it', () => {
      const faults = faultsOf([], { HOLDFAST_TURN_URLS: 'turn:a', HOLDFAST_TURN_SECRET: 'hunter2' });
      expect(faults).toEqual(['HOLDFAST_TURN_SECRET: must have at least 16 characters']);
    });

    it('a secret on the command line, without showing it', () => {
      expect(faultsOf(['--turn-secret=sixteen letters!'])).toEqual([
        '--turn-secret: every user of this machine could read it there; set HOLDFAST_TURN_SECRET',
      ]);
    });

    it.each(['--turn-secret', '--secret'])(
      'a secret on the command line behind a blank, without showing it: %s',
      (flag) => {
        const told = [
          `${flag}: every user of this machine could read it there; set HOLDFAST_${flag.slice(2).toUpperCase().replace('-', '_')}`,
        ];
        for (const value of ['sixteen letters!', '-begins-with-a-dash', '--so-does-this-one'])
          expect(faultsOf([flag, value])).toEqual(told);
      },
    );

    it('a secret behind a misspelled flag, without showing it', () => {
      const faults = faultsOf(['--turnsecret', 'sixteen letters!']);
      expect(faults).toHaveLength(2);
      expect(faults.join()).not.toContain('letters');
    });

    it('settings that do not exist, with the one that was meant', () => {
      expect(
        faultsOf(['--adress=:1', '--frobnicate', '-x'], { HOLDFAST_ROOM: 'open', HOLDFAST_DATABASE: 'x' }),
      ).toEqual([
        'HOLDFAST_ROOM: there is no such setting; did you mean HOLDFAST_ROOMS?',
        'HOLDFAST_DATABASE: there is no such setting (--help lists all)',
        '--adress: there is no such setting; did you mean --address?',
        '--frobnicate: there is no such setting (--help lists all)',
        '-x: there is no such setting (--help lists all)',
      ]);
    });

    it('an argument that is no setting, a flag without value and a flag given twice', () => {
      expect(faultsOf(['start', 'now', '--address=', '--grace=1s', '--grace=2s', '--rooms'])).toEqual([
        '2 arguments that are no settings (not shown: they may be secret); settings look like --address=:3000',
        '--address: needs a value, as in --address=…',
        '--grace: is given twice',
        '--rooms: needs a value, as in --rooms=…',
      ]);
      expect(faultsOf(['start'])).toEqual([
        '1 argument that is no setting (not shown: it may be secret); settings look like --address=:3000',
      ]);
      expect(faultsOf(['--rooms', '--grace=1s'])).toEqual(['--rooms: needs a value, as in --rooms=…']);
    });

    it('TURN servers without their secret and a secret without servers', () => {
      expect(faultsOf([], { HOLDFAST_TURN_URLS: 'turn:a' })).toEqual([
        'HOLDFAST_TURN_URLS: needs HOLDFAST_TURN_SECRET as well',
      ]);
      expect(faultsOf([], { HOLDFAST_TURN_SECRET: 'sixteen letters!' })).toEqual([
        'HOLDFAST_TURN_SECRET: needs HOLDFAST_TURN_URLS as well',
      ]);
    });

    it('several faults at once, one line each', () => {
      const faults = faultsOf(['--rooms=x'], { HOLDFAST_GRACE: 'x', HOLDFAST_TURN_URLS: 'turn:a', HOLDFAST_NOPE: '1' });
      expect(faults).toHaveLength(4);
      expect(new ConfigError(faults).message.split('\n')).toHaveLength(4);
    });
  });

  describe('with certificates', () => {
    let folder: string;
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };

    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-config-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it('takes a certificate and its key', async () => {
      const { cert, private: key } = await generate(undefined, { keyType: 'ec' });
      const config = readConfig([`--tls-cert=${file('cert.pem', cert)}`, `--tls-key=${file('key.pem', key)}`], {});
      expect(config).toMatchObject({ tlsCert: { pem: cert }, tlsKey: { pem: key } });
    });

    it('refuses one without the other', async () => {
      const { cert, private: key } = await generate(undefined, { keyType: 'ec' });
      expect(faultsOf([`--tls-cert=${file('cert.pem', cert)}`])).toEqual([
        '--tls-cert: needs HOLDFAST_TLS_KEY as well',
      ]);
      expect(faultsOf([], { HOLDFAST_TLS_KEY: file('key.pem', key) })).toEqual([
        'HOLDFAST_TLS_KEY: needs HOLDFAST_TLS_CERT as well',
      ]);
    });

    it('refuses files that are not there or not in PEM form', () => {
      const missing = join(folder, 'missing.pem');
      const text = file('text.pem', 'hello');
      expect(faultsOf([], { HOLDFAST_TLS_CERT: missing, HOLDFAST_TLS_KEY: text })).toEqual([
        `HOLDFAST_TLS_CERT: "${missing}" cannot be read (ENOENT)`,
        `HOLDFAST_TLS_KEY: "${text}" must be a file in PEM form`,
      ]);
    });

    it('refuses a key that is not the one of the certificate', async () => {
      const { cert } = await generate(undefined, { keyType: 'ec' });
      const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
        type: 'pkcs8',
        format: 'pem',
      });
      const [certFile, keyFile] = [file('cert.pem', cert), file('key.pem', String(other))];
      expect(faultsOf([], { HOLDFAST_TLS_CERT: certFile, HOLDFAST_TLS_KEY: keyFile })).toEqual([
        `HOLDFAST_TLS_CERT: "${certFile}" and the key in "${keyFile}" are no usable pair`,
      ]);
    });

    it('refuses to make a certificate where one is given', async () => {
      const { cert, private: key } = await generate(undefined, { keyType: 'ec' });
      const env = { HOLDFAST_TLS_CERT: file('cert.pem', cert), HOLDFAST_TLS_KEY: file('key.pem', key) };
      expect(faultsOf(['--tls=self-signed'], env)).toEqual(['--tls: cannot be combined with HOLDFAST_TLS_CERT']);
    });
  });
});
