import { signal } from '@angular/core';
import type { CallStore } from '@holdfast/call-angular';
import type { CallState, DeviceState, EndReason, MediaKind, Peer } from '@holdfast/call-engine';
import { ERROR_STATUS, isRetryable, type ErrorCode, type RoomStatus } from '@holdfast/protocol';

/** What pages use of the store: everything but what only its own specs see. */
type Surface = { [Key in keyof CallStore]: CallStore[Key] };

const nobody = { microphones: [], cameras: [], speakers: [] };

/** A store without a call behind it: what a page asks of it is written down, what happens is told by the spec. */
export class FakeCallStore implements Surface {
  readonly asked: string[] = [];
  /** What it was told of the room. */
  readonly seen: RoomStatus[] = [];

  readonly room = signal<string | null>(null);
  readonly state = signal<CallState>({ phase: 'idle' });
  readonly signaling = signal<ReturnType<CallStore['signaling']>>('connected');
  readonly self = signal<ReturnType<CallStore['self']>>(null);
  readonly peers = signal<readonly Peer[]>([]);
  readonly microphone = signal<DeviceState>({ status: 'off', deviceId: 'microphone-1' });
  readonly camera = signal<DeviceState>({ status: 'off', deviceId: 'camera-1' });
  readonly choices = signal<ReturnType<CallStore['choices']>>(nobody);
  readonly chosen = signal({ microphone: '', camera: '', speaker: '' });
  readonly level = signal(0);
  readonly previewTrack = signal<MediaStreamTrack | null>(null);
  readonly name = signal('');
  readonly relayOnly = signal(false);
  readonly hasRelay = signal<boolean | null>(null);
  readonly connectedSince = signal<number | null>(null);
  readonly summary = signal<ReturnType<CallStore['summary']>>(null);
  /** Whether what was kept of a room is read by the time that a page looks. */
  isRestored = true;
  secure = true;
  speakerChoice: CallStore['speakerChoice'] = 'list';

  enter(room: string): void {
    this.asked.push(`enter ${room}`);
    if (this.isRestored) this.room.set(room);
  }

  exit(): void {
    this.asked.push('exit');
    this.room.set(null);
  }

  roomSeen(status: RoomStatus): void {
    this.seen.push(status);
  }

  expectJoin(): void {
    this.asked.push('expect a join');
  }

  join(name: string): void {
    this.asked.push(`join as "${name}"`);
    this.state.set({ phase: 'joining' });
  }

  takeOver(): void {
    this.asked.push('take over');
    this.state.set({ phase: 'joining' });
  }

  async leave(): Promise<void> {
    this.asked.push('leave');
  }

  toggleMicrophone(): void {
    this.asked.push('toggle microphone');
  }

  toggleCamera(): void {
    this.asked.push('toggle camera');
  }

  retry(kind: MediaKind): void {
    this.asked.push(`retry ${kind}`);
  }

  async select(kind: MediaKind | 'speaker', deviceId: string): Promise<void> {
    this.asked.push(`select ${kind} ${deviceId}`);
  }

  setRelayOnly(only: boolean): void {
    this.asked.push(only ? 'relay only' : 'any path');
    this.relayOnly.set(only);
  }

  async promptSpeaker(): Promise<void> {
    this.asked.push('prompt for a speaker');
  }

  /** The server has given a seat. */
  seated(...peers: readonly Peer[]): void {
    this.state.set({ phase: 'joined' });
    this.peers.set(peers);
  }

  refused(code: ErrorCode, retryAfterMs?: number): void {
    const refusal = { code, status: ERROR_STATUS[code], message: '', retryable: isRetryable(code) };
    this.state.set({ phase: 'refused', refusal: retryAfterMs === undefined ? refusal : { ...refusal, retryAfterMs } });
  }

  /** Another tab of this browser has the seat. */
  isElsewhere(): void {
    this.state.set({ phase: 'elsewhere' });
  }

  ended(reason: EndReason): void {
    this.peers.set([]);
    this.state.set({ phase: 'ended', reason });
  }
}
