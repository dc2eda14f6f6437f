import { writeCandidate, type FakeCandidate } from './fake-ice';
import type { FakePeerConnection } from './fake-peer-connection';

/** How one end of a connection finds its own addresses. */
export class FakeGathering {
  state: RTCIceGatheringState = 'new';
  /** The address of the host when it was gathered last. */
  address: string | null = null;
  private usernameFragment: string | null = null;
  private readonly known: RTCIceCandidateInit[] = [];

  constructor(
    private readonly connection: FakePeerConnection,
    private readonly tell: (candidate: RTCIceCandidateInit) => void,
    /** There is no address, so there is no connection. */
    private readonly gaveUp: () => void,
  ) {}

  /** What was found under a fragment, as the browser puts it into the description that has it. */
  under(usernameFragment: string): readonly string[] {
    return this.known
      .filter((found) => found.usernameFragment === usernameFragment)
      .flatMap(({ candidate = '' }) => (candidate === '' ? [] : [candidate]));
  }

  /** Finds the own addresses, a few at once and the end of them a little later, as long as the fragment stays. */
  begin(): void {
    const usernameFragment = this.connection.localFragment as string;
    if (this.usernameFragment === usernameFragment) return;
    const { address, network } = this.connection.host;
    this.usernameFragment = usernameFragment;
    this.address = address;
    this.state = 'gathering';
    if (this.connection.host.uplink === 'none') return this.findsNothing();
    const types = this.connection.isRelayOnly ? (['relay'] as const) : (['host', 'host', 'relay'] as const);
    const candidates = [
      ...types.map((type, index) => writeCandidate({ address, type, usernameFragment }, index)),
      { candidate: '', sdpMid: '0', sdpMLineIndex: 0, usernameFragment },
    ];
    candidates.forEach((candidate, index) =>
      network.scheduler.schedule(() => {
        if (this.connection.signalingState === 'closed' || this.usernameFragment !== usernameFragment) return;
        if (candidate.candidate === '') this.state = 'complete';
        this.found(candidate);
      }, index),
    );
  }

  /** Finds one more address under the fragment of today, as on a network that has just come up. */
  finds(type: FakeCandidate['type']): void {
    const usernameFragment = this.connection.localFragment as string;
    this.found(writeCandidate({ address: this.connection.host.address, type, usernameFragment }, 9));
  }

  /** Other browsers go on to look, and find one where they are told to (`finds`). */
  private findsNothing(): void {
    const { network } = this.connection.host;
    if (network.failsWithoutAddress) network.scheduler.schedule(() => this.gaveUp());
  }

  private found(candidate: RTCIceCandidateInit): void {
    this.known.push(candidate);
    this.tell(candidate);
  }
}
