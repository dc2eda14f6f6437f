import type { DeviceState } from '@holdfast/call-engine';
import type { RoomOccupancy } from './room-occupancy';

export const lobbyTexts = {
  title: 'Ready to join? · Holdfast',
  heading: 'Ready to join?',
  name: 'Your name',
  nameHint: 'Guest',
  invite: 'The link to hand on',
  connectivity: 'Will a call work from here?',
  preview: 'Your picture',
  joining: 'Joining …',
  takesLong: 'It takes longer than usual. Trying again.',

  occupancy(occupancy: RoomOccupancy): string {
    switch (occupancy.status) {
      case 'unknown':
        return '';
      case 'not-found':
        return 'There is no room with this link.';
      case 'unreachable':
        return 'The server does not answer. Trying again.';
      case 'known': {
        const { taken, capacity } = occupancy;
        if (taken >= capacity) return 'All places are taken. You can try all the same.';
        if (taken === 0) return 'Nobody is here yet.';
        return taken === 1 ? 'Somebody is already here.' : `${taken} people are already here.`;
      }
    }
  },

  camera(camera: DeviceState): string {
    switch (camera.status) {
      case 'idle':
      case 'asking':
        return 'Your browser asks for the camera.';
      case 'on':
        return '';
      case 'off':
        return 'Your camera is off.';
      case 'unavailable':
        return 'No picture of you.';
    }
  },

  join(microphone: DeviceState, camera: DeviceState): string {
    const without = [
      ...(camera.status === 'unavailable' ? ['camera'] : []),
      ...(microphone.status === 'unavailable' ? ['microphone'] : []),
    ];
    return without.length > 0 ? `Join without ${without.join(' and ')}` : 'Join the call';
  },
} as const;
