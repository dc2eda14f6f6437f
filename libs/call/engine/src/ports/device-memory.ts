import type { MediaKind } from './media-devices';

/** Where a page keeps which devices a person picked. In a page: `localStorage`. Never throws; what can't be kept is forgotten. */
export interface DeviceMemory {
  /** The device of the kind that was picked last; `null` where none ever was. */
  recall(kind: MediaKind): string | null;
  remember(kind: MediaKind, deviceId: string): void;
}
