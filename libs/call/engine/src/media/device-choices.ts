import type { DeviceChoice, DeviceChoices } from './device-state';

export const NO_CHOICES: DeviceChoices = { microphones: [], cameras: [], speakers: [] };

/** What can be picked of the devices that a browser lists. */
export function choicesOf(devices: readonly MediaDeviceInfo[]): DeviceChoices {
  const choose = (kind: MediaDeviceKind): readonly DeviceChoice[] =>
    devices
      // before a kind was allowed, browsers tell that there is one and no more: nothing to pick
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map((device) => ({ id: device.deviceId, label: device.label }));
  return { microphones: choose('audioinput'), cameras: choose('videoinput'), speakers: choose('audiooutput') };
}
