import type { RoomApiError } from '@holdfast/call-angular/room-api';
import type { RoomAddress } from './room-address';

type Problem = Exclude<RoomAddress, { room: string }>;

export const homeTexts = {
  title: 'Holdfast: video calls that hold',
  heading: 'Video calls that hold.',
  lead: 'Open a link and talk, browser to browser. Wi‑Fi drops, tabs reload, servers restart. The call goes on.',
  start: 'Start a call',
  enterLabel: 'Link or room',
  enterHint: 'Paste a link or a room',
  enter: 'Join',
  points: ['No account, nothing to install', 'Encrypted from browser to browser', 'Your own server, nobody else’s'],
  picture: 'Two people stay connected although the server between them is gone',
  connectivity: 'Will calls work from here?',
  footer: 'This server introduces you and then gets out of the way. Nothing is sent to anybody else.',

  problem(problem: Problem): string {
    switch (problem.problem) {
      case 'empty':
        return 'Paste the link that you were sent.';
      case 'not-a-room':
        return 'This is no link to a call. One ends in /r/ and at least 20 letters and digits.';
      case 'other-server':
        return `This link belongs to another server: ${problem.host}. Open it in the address bar.`;
    }
  },

  startFailed(code: RoomApiError['code']): string {
    switch (code) {
      case 'rate-limited':
        return 'You have started many calls in a short time. Wait a minute and start this one again.';
      case 'unreachable':
        return 'The server does not answer. Look at your network and start the call again.';
      default:
        return 'The server could not make a call. Start it again in a moment.';
    }
  },
} as const;
