import { createSocket } from 'node:dgram';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, rootCertificates } from 'node:tls';
import { decodeMessage, messageBytes, type StunMessage } from './stun-message';
import type { StunUrl } from './stun-url';

/** What came back, as it was and as it reads. */
export interface StunAnswer {
  readonly bytes: Buffer;
  readonly message: StunMessage;
}

/** Bytes came back that are no STUN. */
export class NotStunError extends Error {
  override readonly name = 'NotStunError';
}

/** A way to one server: a request comes back as the answer with the same transaction. It is closed by the signal that it was opened with. */
export interface StunChannel {
  /** Rejects with what the system or TLS says, or with `NotStunError`; by itself it waits for ever. */
  ask(request: Buffer): Promise<StunAnswer>;
}

/** How a channel is opened. */
export interface ChannelOptions {
  /** Closes it, also while it is being opened. */
  readonly signal: AbortSignal;
  /** Whose certificates are trusted beside those of the system; for specs. */
  readonly ca?: string;
}

/** When a datagram goes once more, in ms after it went first (RFC 8489 section 6.2.1, cut to what a check waits). */
const RESEND_AFTER_MS = [250, 750, 1_500];

/** Nothing that STUN says is longer than this, in bytes: what is, comes from somebody else. */
const ANSWER_BYTES = 16 * 1024;

/**
 * Opens a way to an address.
 * @param address of `url.host`
 */
export function openStunChannel(url: StunUrl, address: string, options: ChannelOptions): Promise<StunChannel> {
  return url.transport === 'udp' ? openDatagrams(address, url.port, options) : openStream(url, address, options);
}

/** The request that is under way: one at a time is enough for a check. */
class Pending {
  private settle: { resolve: (answer: StunAnswer) => void; reject: (error: Error) => void } | null = null;
  private transactionId: Buffer = Buffer.alloc(0);
  private failure: Error | null = null;

  begin(request: Buffer): Promise<StunAnswer> {
    this.transactionId = request.subarray(8, 20);
    return new Promise((resolve, reject) => {
      if (this.failure) reject(this.failure);
      else this.settle = { resolve, reject };
    });
  }

  take(bytes: Buffer): void {
    const message = decodeMessage(bytes);
    if (message === null) return this.fail(new NotStunError('No STUN message came back.'));
    if (message.transactionId.equals(this.transactionId)) this.settle?.resolve({ bytes, message });
  }

  fail(error: Error): void {
    this.failure = error;
    this.settle?.reject(error);
  }
}

function openDatagrams(address: string, port: number, { signal }: ChannelOptions): Promise<StunChannel> {
  const pending = new Pending();
  const socket = createSocket({ type: isIP(address) === 6 ? 'udp6' : 'udp4', signal });
  let resends: NodeJS.Timeout[] = [];
  const rest = () => resends.splice(0).forEach(clearTimeout);
  socket.on('message', (bytes) => pending.take(bytes));
  socket.on('close', rest);
  const channel: StunChannel = {
    ask(request) {
      const send = () => socket.send(request, (error) => error && pending.fail(error));
      const answered = pending.begin(request).finally(rest);
      send();
      resends = RESEND_AFTER_MS.map((ms) => setTimeout(send, ms));
      return answered;
    },
  };
  return new Promise((resolve, reject) => {
    socket.on('error', (error) => {
      pending.fail(error);
      reject(error);
    });
    // connected, so that the system tells of a port where nobody listens
    socket.once('connect', () => resolve(channel));
    socket.connect(port, address);
  });
}

function openStream({ transport, host, port }: StunUrl, address: string, { signal, ca }: ChannelOptions) {
  const pending = new Pending();
  const socket: Socket =
    transport === 'tls'
      ? connectTls({
          host: address,
          port,
          // an address is no server name (RFC 6066 section 3); the certificate is held against it all the same
          servername: isIP(host) ? '' : host,
          checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
          ca: ca && [...rootCertificates, ca],
        })
      : connectTcp({ host: address, port });
  signal.addEventListener('abort', () => socket.destroy());
  let received = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    const length = messageBytes(received);
    if (length === null || received.length > ANSWER_BYTES) return pending.fail(new NotStunError('This is no STUN.'));
    if (length === 0 || received.length < length) return;
    const message = received.subarray(0, length);
    received = received.subarray(length);
    pending.take(message);
  });
  return new Promise<StunChannel>((resolve, reject) => {
    const fail = (error: Error) => {
      pending.fail(error);
      reject(error);
    };
    socket.on('error', fail);
    socket.on('close', () => fail(new NotStunError('The connection was closed without an answer.')));
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () =>
      resolve({
        ask(request) {
          socket.write(request);
          return pending.begin(request);
        },
      }),
    );
  });
}
