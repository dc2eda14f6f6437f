import type { DeviceMemory, MediaKind } from '@holdfast/call-engine';
import type { StoragePort } from './forgiving-storage';
import type { RoomRecords } from './room-records';

const KINDS: readonly MediaKind[] = ['microphone', 'camera'];

/**
 * What a person does not have to say twice: the name, the devices and the choice of path on this machine, and what was turned off: in
 * this tab, and on the machine for a tab that is opened again in the same call.
 */
export class PageMemory implements DeviceMemory {
  private room: string | null = null;

  constructor(
    private readonly machine: StoragePort,
    private readonly tab: StoragePort,
    private readonly offInRooms: RoomRecords,
  ) {}

  get name(): string {
    return this.machine.getItem('holdfast.name') ?? '';
  }

  rememberName(name: string): void {
    this.machine.setItem('holdfast.name', name);
  }

  recall(kind: MediaKind | 'speaker'): string | null {
    return this.machine.getItem(`holdfast.${kind}`);
  }

  remember(kind: MediaKind | 'speaker', deviceId: string): void {
    this.machine.setItem(`holdfast.${kind}`, deviceId);
  }

  /** Whether the person wants no address of this machine to be told to anybody. */
  get relayOnly(): boolean {
    return this.machine.getItem('holdfast.relay-only') !== null;
  }

  rememberRelayOnly(only: boolean): void {
    if (only) this.machine.setItem('holdfast.relay-only', '1');
    else this.machine.removeItem('holdfast.relay-only');
  }

  /** Whether the person turned the device off in this tab: who reloads while muted comes back muted. */
  isOff(kind: MediaKind): boolean {
    return this.tab.getItem(`holdfast.off.${kind}`) !== null;
  }

  rememberOff(kind: MediaKind): void {
    this.tab.setItem(`holdfast.off.${kind}`, '1');
    this.keepForRoom();
  }

  rememberOn(kind: MediaKind): void {
    this.tab.removeItem(`holdfast.off.${kind}`);
    this.keepForRoom();
  }

  /**
   * What is turned off from now on is off in this room.
   * @param returns whether the person was in its call a moment ago, perhaps in a tab that is gone: then what was off there is off here
   */
  enterRoom(room: string, returns: boolean): void {
    this.room = room;
    const off = this.offInRooms.read(room)?.value;
    if (!returns || !Array.isArray(off)) return this.keepForRoom();
    for (const kind of KINDS) if (off.includes(kind)) this.rememberOff(kind);
  }

  private keepForRoom(): void {
    if (this.room === null) return;
    const off = KINDS.filter((kind) => this.isOff(kind));
    // written over and not removed: a record that a killed browser has not removed yet would come back
    if (off.length > 0 || this.offInRooms.read(this.room) !== null) this.offInRooms.write(this.room, off);
  }
}
