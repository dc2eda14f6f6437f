import type { InBand } from '@holdfast/protocol';
import type { RoundTrip } from './round-trip';

type Beat = InBand['beat'];

/** How many own beats are remembered for their echo: more than any round trip has room for. */
const REMEMBERED = 64;

/** Numbers the own beats, echoes the other side's, and measures the round trip with what comes back. */
export class Beats {
  private readonly sentAt = new Map<number, number>();
  private last = 0;
  private heard: { readonly id: number; readonly at: number } | null = null;

  constructor(
    private readonly now: () => number,
    private readonly roundTrip: RoundTrip,
  ) {}

  /** Whether the other side is one that sends beats. */
  get areExpected(): boolean {
    return this.heard !== null;
  }

  /** The next own beat; it is sent now. */
  next(): Beat {
    const id = ++this.last;
    this.sentAt.set(id, this.now());
    this.sentAt.delete(id - REMEMBERED);
    const { heard } = this;
    if (heard === null) return { event: 'beat', id };
    return { event: 'beat', id, echo: { id: heard.id, heldMs: Math.round(this.now() - heard.at) } };
  }

  /**
   * A beat has come. One that was overtaken says nothing new.
   * @returns whether it echoes an own one for the first time: the other side goes on hearing this one
   */
  take({ id, echo }: Beat): boolean {
    if (this.heard !== null && id <= this.heard.id) return false;
    this.heard = { id, at: this.now() };
    const sentAt = echo && this.sentAt.get(echo.id);
    if (echo === undefined || sentAt === undefined) return false;
    this.sentAt.delete(echo.id);
    const ms = this.now() - sentAt - echo.heldMs;
    if (ms >= 0) this.roundTrip.measured(ms);
    return true;
  }
}
