import { ERROR_STATUS, isErrorReply, type Handshake } from '@holdfast/protocol';
import * as fc from 'fast-check';
import { freshId } from './ids';
import { RawTransport } from './raw-transport';

/** One message of somebody who wishes nobody well: an event and whatever stands behind it. */
export type HostileMessage = readonly [event: string, ...payload: unknown[]];

const REQUESTS = ['signal', 'update', 'renew-ice', 'echo', 'closing', 'leave'];
const OTHERS = ['joined', 'peer-left', 'signaled', 'role-changed', 'seat-taken', 'still-there', 'room-closed', 'error'];
/** Socket.IO's own: its parser closes the transport of whoever sends them. */
const RESERVED = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];
const TRAPS = ['__proto__', 'constructor', 'toString', 'message', 'exception', 'ping', ''];

const json = fc.jsonValue({ maxDepth: 3 });

/** Messages that would pass, to and about these seats; what is near them is where defects live. */
function validMessages(seats: readonly string[]): fc.Arbitrary<readonly [string, Record<string, unknown>]> {
  const connectionId = fc
    .tuple(fc.nat(3), fc.nat(3), fc.nat(3))
    .map(([earlier, later, generation]) => `${earlier}.${later}.${generation}`);
  const candidate = fc.record({
    candidate: fc.string(),
    sdpMid: fc.string({ maxLength: 64 }),
    sdpMLineIndex: fc.nat(2),
  });
  const media = fc.constantFrom('on', 'off', 'none');
  return fc.oneof(
    fc
      .record(
        {
          to: fc.constantFrom(...seats, 'nobody'),
          connectionId,
          n: fc.nat(5),
          description: fc.record({ type: fc.constantFrom('offer', 'answer'), sdp: fc.string() }),
          candidates: fc.array(candidate, { maxLength: 3 }),
          restart: fc.constant(true),
        },
        { requiredKeys: ['to', 'connectionId', 'n'] },
      )
      .map((signal) => ['signal', signal] as const),
    fc
      .record({ version: fc.nat(9), microphone: media, camera: media })
      .map((presence) => ['update', { presence }] as const),
    fc.constantFrom('renew-ice', 'echo', 'closing').map((event) => [event, {}] as const),
  );
}

/** Changes one thing of a message: a field gone, of another type, or one too many. */
const mutation = fc.record({ at: fc.nat(7), how: fc.constantFrom('drop', 'replace', 'nest', 'add'), by: json });

function mutate(payload: Record<string, unknown>, { at, how, by }: { at: number; how: string; by: unknown }): unknown {
  const keys = Object.keys(payload);
  const key = keys[at % Math.max(1, keys.length)] ?? 'more';
  const { [key]: value, ...rest } = payload;
  if (how === 'drop') return rest;
  if (how === 'replace') return { ...rest, [key]: by };
  if (how === 'nest') return { ...rest, [key]: [value] };
  return { ...payload, [typeof by === 'string' ? by : 'more']: by };
}

/** Every event, with anything behind it: arbitrary JSON, valid messages, and valid ones with one thing wrong. */
export function hostileMessages(seats: readonly string[]): fc.Arbitrary<HostileMessage> {
  const event = fc.oneof(fc.constantFrom(...REQUESTS), fc.constantFrom(...OTHERS, ...TRAPS), fc.string());
  const valid = validMessages(seats);
  return fc.oneof(
    {
      weight: 80,
      arbitrary: fc.tuple(valid, mutation).map(([[name, payload], how]) => [name, mutate(payload, how)] as const),
    },
    { weight: 40, arbitrary: valid },
    { weight: 60, arbitrary: fc.tuple(event, json) },
    { weight: 20, arbitrary: fc.tuple(event, json, json) },
    { weight: 20, arbitrary: fc.tuple(event) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...RESERVED), json) },
  );
}

/** Handshakes for a room of others: arbitrary, and valid ones with one thing wrong. */
export function hostileHandshakes(room: string): fc.Arbitrary<unknown> {
  const valid: Record<string, unknown> = {
    protocol: 1,
    room,
    seatKey: freshId(),
    pageId: freshId(),
    name: 'Mallory',
    presence: { version: 0, microphone: 'on', camera: 'on' },
    connections: {},
  };
  return fc.oneof(
    mutation.map((how) => mutate(valid, how)),
    fc.constant(valid),
    json,
  );
}

/** A seat that somebody hostile loses and takes again as often as it likes. */
export class Hostile {
  private transport: Promise<RawTransport> | null = null;

  constructor(
    private readonly origin: string,
    private readonly handshake: Handshake,
  ) {}

  /** Sends messages in one go; the answers in their order, `closed` where the transport did not survive. */
  async send(messages: readonly HostileMessage[]): Promise<unknown[]> {
    const transport = await (this.transport ??= this.join());
    const answers = await Promise.all(messages.map((message) => transport.request(...message)));
    if (answers.some(isEnd)) await this.hangUp();
    return answers;
  }

  async hangUp(): Promise<void> {
    await (await this.transport)?.close();
    this.transport = null;
  }

  private async join(): Promise<RawTransport> {
    const transport = await RawTransport.open(this.origin);
    transport.connect(this.handshake);
    await transport.frame('42["joined",');
    return transport;
  }
}

function isEnd(answer: unknown): boolean {
  return answer === 'closed' || (isErrorReply(answer) && answer.error.code === 'seat-gone');
}

/** Whether an answer is one of the protocol: a reply, or a typed error with nothing else in it. */
export function isOfTheProtocol(answer: unknown): boolean {
  if (answer === 'closed') return true;
  if (!isErrorReply(answer)) return typeof answer === 'object' && answer !== null;
  const { code, status, message, ...more } = answer.error;
  const isTyped = ERROR_STATUS[code] === status && typeof message === 'string';
  return isTyped && Object.keys(more).every((key) => key === 'retryAfterMs');
}
