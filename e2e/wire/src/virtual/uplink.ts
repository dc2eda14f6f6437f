import type { FakeHost } from '@holdfast/call-engine/testing';
import type { Line } from './line';

/** Where a browser meets the network: what happens to it happens to its peer connections and to its lines to the server alike. */
export class Uplink {
  /** One way to the server, in ms. */
  latencyMs = 15;
  private readonly lines = new Set<Line>();

  constructor(private readonly host: FakeHost) {}

  get address(): string {
    return this.host.address;
  }

  get sends(): boolean {
    return this.host.uplink === 'up' || this.host.uplink === 'deaf';
  }

  get hears(): boolean {
    return this.host.uplink === 'up' || this.host.uplink === 'mute';
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
    this.host.heal();
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
}
