import type { Candidate, Description } from '@holdfast/protocol';
import { FakeNetwork, type FakePeerConnection } from '../testing';
import { Negotiator } from './negotiator';

/** One side of a negotiation, with what it has sent and not yet delivered. */
class Side {
  readonly connection: FakePeerConnection;
  readonly negotiator: Negotiator;
  readonly sent: Description[] = [];
  made: Promise<void> = Promise.resolve();
  over = false;

  constructor(network: FakeNetwork, name: string, polite: boolean) {
    const host = network.host(name);
    host.createConnection({});
    this.connection = host.latest;
    this.negotiator = new Negotiator({
      connection: this.connection.asPort,
      polite,
      making: () => undefined,
      send: (description) => this.sent.push(description),
      beforeAnswer: () => {
        for (const transceiver of this.connection.getTransceivers()) transceiver.direction = 'sendrecv';
      },
      isOver: () => this.over,
    });
    this.connection.addEventListener('negotiationneeded', () => (this.made = this.negotiator.offer()));
  }

  /** The oldest description that was not delivered yet. */
  next(): Description {
    const description = this.sent.shift();
    if (description === undefined) throw new Error('nothing was sent');
    return description;
  }
}

describe('perfect negotiation', () => {
  let impolite: Side;
  let polite: Side;
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  beforeEach(async () => {
    const network = new FakeNetwork();
    impolite = new Side(network, 'impolite', false);
    polite = new Side(network, 'polite', true);
    impolite.connection.addTransceiver('audio');
    await settled();
    await polite.negotiator.take(impolite.next());
    await impolite.negotiator.take(polite.next());
  });
  afterEach(() => {
    impolite.connection.close();
    polite.connection.close();
  });

  const bothStable = () => {
    expect(impolite.connection.signalingState).toBe('stable');
    expect(polite.connection.signalingState).toBe('stable');
    expect(impolite.connection.localFragment).toBe(polite.connection.remoteFragment);
    expect(polite.connection.localFragment).toBe(impolite.connection.remoteFragment);
  };

  it('needs one offer and one answer', () => {
    bothStable();
    expect(impolite.connection.offers + polite.connection.offers).toBe(1);
    expect([...impolite.sent, ...polite.sent]).toEqual([]);
  });

  it('lets the impolite offer win where two meet; the polite one rolls back, and its restart is done by the answer', async () => {
    impolite.connection.restartIce();
    polite.connection.restartIce();
    await settled();
    const [theirs, ours] = [impolite.next(), polite.next()];
    expect(await impolite.negotiator.take(ours)).toBe('ignored');
    expect(await polite.negotiator.take(theirs)).toBe('taken');
    expect(await impolite.negotiator.take(polite.next())).toBe('taken');
    await settled();
    bothStable();
    expect([...impolite.sent, ...polite.sent]).toEqual([]);
  });

  it('ignores an offer that comes while the own one is still being made', async () => {
    polite.connection.restartIce();
    await settled();
    impolite.connection.restartIce();
    await Promise.resolve();
    await Promise.resolve();
    expect(impolite.connection.signalingState).toBe('stable'); // setLocalDescription is still under way
    expect(await impolite.negotiator.take(polite.next())).toBe('ignored');
  });

  it('passes over the candidates of an offer that it ignored', async () => {
    impolite.connection.restartIce();
    polite.connection.restartIce();
    await settled();
    await impolite.negotiator.take(polite.next());
    const candidate: Candidate = { candidate: 'candidate:1', usernameFragment: 'of-the-ignored-offer' };
    await expect(impolite.negotiator.add([candidate])).resolves.toBeUndefined();
  });

  it('takes an offer that comes right behind an answer', async () => {
    impolite.connection.restartIce();
    await settled();
    await polite.negotiator.take(impolite.next());
    const answer = polite.next();
    polite.connection.restartIce();
    await settled();
    const offer = polite.next();
    // as the connection does it: one at a time, in order
    await impolite.negotiator.take(answer);
    expect(await impolite.negotiator.take(offer)).toBe('taken');
    await polite.negotiator.take(impolite.next());
    bothStable();
  });

  it('keeps both sides in their DTLS roles, whoever of them restarts', async () => {
    const role = ({ sdp }: Description) => /a=setup:(\w+)/.exec(sdp)?.[1];
    for (const [restarting, other, answered] of [
      [polite, impolite, 'passive'],
      [impolite, polite, 'active'],
      [polite, impolite, 'passive'],
    ] as const) {
      restarting.connection.restartIce();
      await settled();
      await other.negotiator.take(restarting.next());
      const answer = other.next();
      expect(role(answer)).toBe(answered);
      await restarting.negotiator.take(answer);
      bothStable();
    }
  });

  it('applies an answer that forgot the DTLS role of its side', async () => {
    polite.connection.restartIce();
    await settled();
    await impolite.negotiator.take(polite.next());
    const { type, sdp } = impolite.next();
    await polite.negotiator.take({ type, sdp: sdp.replace('a=setup:passive', 'a=setup:active') });
    bothStable();
  });

  it('takes every candidate it can and tells of the one it could not', async () => {
    const usernameFragment = impolite.connection.localFragment;
    const good = (index: number) => ({
      candidate: `candidate:${index} 1 udp 1 impolite.0 9 typ host ufrag ${usernameFragment}`,
      usernameFragment,
    });
    const before = polite.connection.candidates.length;
    const all = [good(1), { candidate: 'candidate:2', usernameFragment: 'unknown' }, good(3)];
    await expect(polite.negotiator.add(all)).rejects.toMatchObject({ name: 'OperationError' });
    expect(polite.connection.candidates.length).toBe(before + 2);
  });

  it('sends nothing of a connection that was closed meanwhile', async () => {
    impolite.connection.restartIce();
    await settled();
    const taking = polite.negotiator.take(impolite.next());
    polite.over = true;
    expect(await taking).toBe('over');
    expect(polite.sent).toEqual([]);
  });
});
