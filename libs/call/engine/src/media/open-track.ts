import type { MediaDevicesPort, MediaKind } from '../ports/media-devices';

/** What is asked of any device of the kind. All of it is `ideal`: a plainer device is better than none. */
const WISHES: Readonly<Record<MediaKind, MediaTrackConstraints>> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
};

/**
 * Opens one device. One that is not there any more falls back to any other of its kind.
 * @param deviceId which one; `null` lets the browser choose
 * @throws what the browser rejects with
 */
export async function openTrack(
  devices: MediaDevicesPort,
  kind: MediaKind,
  deviceId: string | null,
): Promise<MediaStreamTrack> {
  if (deviceId === null) return devices.open(kind, WISHES[kind]);
  try {
    return await devices.open(kind, { ...WISHES[kind], deviceId: { exact: deviceId } });
  } catch (error) {
    if (!isGone(error)) throw error;
    return devices.open(kind, WISHES[kind]);
  }
}

/** Whether there is no device with the id that was asked for. Browsers use either name. */
function isGone(error: unknown): boolean {
  const name = (error as { name?: unknown } | null)?.name;
  return name === 'OverconstrainedError' || name === 'NotFoundError';
}
