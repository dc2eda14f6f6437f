import type { DeviceMemory } from '../../ports/device-memory';
import type { MediaKind } from '../../ports/media-devices';

/** Remembers picked devices as long as the object lives. */
export class FakeDeviceMemory implements DeviceMemory {
  private readonly picked = new Map<MediaKind, string>();

  recall(kind: MediaKind): string | null {
    return this.picked.get(kind) ?? null;
  }

  remember(kind: MediaKind, deviceId: string): void {
    this.picked.set(kind, deviceId);
  }
}
