import { createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import {
  ATTRIBUTE,
  decodeMessage,
  encodeMessage,
  isFrom,
  longTermKey,
  messageBytes,
  METHOD,
  type StunMessage,
} from '../connectivity/stun-message';

/** How a fake server behaves. */
export interface FakeTurnOptions {
  /** The shared secret; absent: anybody gets a relay. */
  readonly secret?: string;
  /** The error with which it refuses allocations, once their credentials are right. */
  readonly refuses?: number;
  /** The address that its relays have; 203.0.113.10 where absent. */
  readonly relay?: string;
  /** How many requests it lets pass before it answers one. */
  readonly loses?: number;
  /** What it answers to everything in place of STUN. */
  readonly says?: string;
  /** Signs what it answers with another key than the client's. */
  readonly forged?: boolean;
}

const REALM = 'fake.example.org';

/** A STUN and TURN server that relays nothing: it gives out allocations and counts those that were not given back. */
export class FakeTurnServer {
  /** Requests that arrived, whatever became of them. */
  asked = 0;
  /** Allocations that are held now. */
  held = 0;
  /** Connections that are open now, of TCP and TLS. */
  open = 0;
  private readonly nonce = randomBytes(8).toString('hex');

  private constructor(
    private readonly options: FakeTurnOptions,
    private readonly server: DatagramSocket | Server,
  ) {}

  static async udp(options: FakeTurnOptions = {}): Promise<FakeTurnServer> {
    const socket = createSocket('udp4');
    const fake = new FakeTurnServer(options, socket);
    socket.on('message', (bytes, from) => {
      const answer = fake.answer(bytes);
      if (answer !== null) socket.send(answer, from.port, from.address);
    });
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return fake;
  }

  static tcp(options: FakeTurnOptions = {}): Promise<FakeTurnServer> {
    return FakeTurnServer.stream(options, createTcpServer());
  }

  static tls(options: FakeTurnOptions, certificate: { readonly cert: string; readonly key: string }) {
    return FakeTurnServer.stream(options, createTlsServer(certificate));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private static async stream(options: FakeTurnOptions, server: Server): Promise<FakeTurnServer> {
    const fake = new FakeTurnServer(options, server);
    const isTls = 'setSecureContext' in server;
    server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => fake.serve(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  private serve(socket: Socket): void {
    let received = Buffer.alloc(0);
    socket.setNoDelay(true);
    this.open += 1;
    socket.on('close', () => (this.open -= 1));
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      const length = messageBytes(received) ?? 0;
      if (length === 0 || received.length < length) return;
      const answer = this.answer(received.subarray(0, length));
      received = received.subarray(length);
      // in two pieces, as a stream may deliver anything
      if (answer === null) return;
      socket.write(answer.subarray(0, 9));
      setImmediate(() => socket.write(answer.subarray(9)));
    });
  }

  private answer(bytes: Buffer): Buffer | null {
    const message = decodeMessage(bytes);
    this.asked += 1;
    const { loses = 0, says } = this.options;
    if (message === null || this.asked <= loses) return null;
    if (says !== undefined) return Buffer.from(says);
    const { transactionId, method } = message;
    const reply = (kind: 'success' | 'error', attributes: readonly (readonly [number, Buffer])[], key?: Buffer) =>
      encodeMessage({ method, class: kind, transactionId, attributes: new Map(attributes) }, key);
    if (method === METHOD.binding) {
      return reply('success', [[ATTRIBUTE.xorMappedAddress, xorAddress('198.51.100.7', 4711)]]);
    }
    const key = this.keyOf(message);
    if (this.options.secret !== undefined && (key === null || !isFrom(bytes, key))) {
      return reply('error', [
        [ATTRIBUTE.errorCode, errorCode(401)],
        [ATTRIBUTE.realm, Buffer.from(REALM)],
        [ATTRIBUTE.nonce, Buffer.from(this.nonce)],
      ]);
    }
    const signature = this.options.forged ? Buffer.from('another key') : (key ?? undefined);
    return this.serveAllocation(message, (kind, attributes) => reply(kind, attributes, signature));
  }

  private serveAllocation(
    { method, attributes }: StunMessage,
    reply: (kind: 'success' | 'error', attributes: readonly (readonly [number, Buffer])[]) => Buffer,
  ): Buffer {
    const { refuses, relay = '203.0.113.10' } = this.options;
    if (refuses !== undefined) return reply('error', [[ATTRIBUTE.errorCode, errorCode(refuses)]]);
    if (method === METHOD.allocate) {
      this.held += 1;
      return reply('success', [[ATTRIBUTE.xorRelayedAddress, xorAddress(relay, 50_000)]]);
    }
    if (attributes.get(ATTRIBUTE.lifetime)?.readUInt32BE(0) === 0) this.held -= 1;
    return reply('success', [[ATTRIBUTE.lifetime, Buffer.alloc(4)]]);
  }

  /** The key as somebody with the secret makes it, for credentials that have not run out. */
  private keyOf({ attributes }: StunMessage): Buffer | null {
    const username = attributes.get(ATTRIBUTE.username)?.toString();
    if (username === undefined || Number(username.split(':')[0]) < Date.now() / 1000) return null;
    const password = createHmac('sha1', this.options.secret ?? '')
      .update(username)
      .digest('base64');
    return longTermKey(username, REALM, password);
  }
}

function errorCode(code: number): Buffer {
  return Buffer.from([0, 0, Math.floor(code / 100), code % 100]);
}

function xorAddress(address: string, port: number): Buffer {
  const cookie = [0x21, 0x12, 0xa4, 0x42];
  const octets = address.split('.').map((octet, index) => Number(octet) ^ (cookie[index] ?? 0));
  const masked = port ^ 0x2112;
  return Buffer.from([0, 1, masked >> 8, masked & 255, ...octets]);
}
