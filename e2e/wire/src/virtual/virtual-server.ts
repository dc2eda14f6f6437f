import type { RoomStatus } from '@holdfast/protocol';
import type { Line, Listening } from './line';
import { ServerProcess } from './server-process';

/** The place where the signaling server is: processes come and go, and each begins with an empty store. */
export class VirtualServer implements Listening {
  private process: ServerProcess | null = null;
  private epochs = 0;
  /** How far its clock is from that of the clients, in ms. */
  private skewMs = 0;

  /** How many sockets have a seat. */
  get voices(): number {
    return this.process?.voices ?? 0;
  }

  start(): void {
    this.epochs += 1;
    this.process ??= new ServerProcess(this.epochs, () => Date.now() + this.skewMs);
  }

  kill(): void {
    this.process?.killed();
    this.process = null;
  }

  /** Stops in good order: everybody is told to come back a little later. */
  stop(): void {
    this.process?.announcesClosing(500);
    this.kill();
  }

  /** Makes a room for so many, as POST does; its id means the same to every process. */
  makeRoom(capacity: number): string {
    if (this.process === null) throw new Error('nobody is there who could make a room');
    return this.process.makeRoom(capacity);
  }

  setsClock(skewMs: number): void {
    this.skewMs = skewMs;
  }

  /** Everybody with a seat: presence and state by name, order and role. */
  async seats(room: string) {
    return (await this.process?.look(room))?.seats ?? [];
  }

  /** What `GET /api/rooms/:room` would say of an open room for two. */
  status(room: string): RoomStatus {
    return { room, exists: true, capacity: 2, taken: 1, relayOnly: false, iceServers: [] };
  }

  open(line: Line): boolean {
    this.process?.open(line);
    return this.process !== null;
  }

  connect(line: Line, auth: unknown): void {
    void this.process?.connect(line, auth);
  }

  request(line: Line, event: string, payload: unknown, reply: (reply: unknown) => void): void {
    void this.process?.request(line, event, payload).then(reply);
  }

  lost(line: Line): void {
    void this.process?.lost(line);
  }
}
