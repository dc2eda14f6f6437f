import type { FakeHost } from '@holdfast/call-engine/testing';
import type { Line } from './line';

/** Where a browser meets the network: what happens to it happens to its peer connections and to its lines to the server alike. */
export class Uplink {
  /** One way to the server, in ms. */
  latencyMs = 15;
  /** Whether what goes to the server and comes from it gets through here; what goes between browsers is another matter. */
  private serverIs: 'within reach' | 'out of reach' = 'within reach';
  private readonly lines = new Set<Line>();

  constructor(private readonly host: FakeHost) {}

  get address(): string {
    return this.host.address;
  }

  get sends(): boolean {
    return this.serverIs === 'within reach' && this.isUpOr('deaf');
  }

  get hears(): boolean {
    return this.serverIs === 'within reach' && this.isUpOr('mute');
  }

  attach(line: Line): void {
    this.lines.add(line);
  }

  detach(line: Line): void {
    this.lines.delete(line);
  }

  /** The lines that are not over at both ends. */
  get open(): readonly Line[] {
    return [...this.lines];
  }

  cut(): void {
    this.host.cut();
    this.changed();
  }

  deafen(): void {
    this.host.deafen();
    this.changed();
  }

  silence(): void {
    this.host.silence();
    this.changed();
  }

  heal(): void {
    this.serverIs = 'within reach';
    this.host.heal();
    this.changed();
  }

  /** Nothing gets through to the server or from it; media is not touched. */
  losesServer(): void {
    this.serverIs = 'out of reach';
    this.changed();
  }

  /** Another network: no packet for the old address arrives any more. */
  move(): void {
    this.host.move();
    this.changed();
  }

  changed(): void {
    for (const line of [...this.lines]) line.look();
  }

  private isUpOr(half: 'deaf' | 'mute'): boolean {
    return this.host.uplink === 'up' || this.host.uplink === half;
  }
}
