import type { DeviceMemory, MediaKind } from '@holdfast/call-engine';
import type { StoragePort } from './forgiving-storage';

/** What a person does not have to say twice: the name, the devices and the choice of path on this machine, and in this tab what was turned off. */
export class PageMemory implements DeviceMemory {
  constructor(
    private readonly machine: StoragePort,
    private readonly tab: StoragePort,
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
  }

  rememberOn(kind: MediaKind): void {
    this.tab.removeItem(`holdfast.off.${kind}`);
  }
}
