import type { SignalingState } from '@holdfast/call-engine';

export const stageTexts = {
  more: 'More',
  soundOn: 'Turn sound on',
  settings: 'Camera, microphone, speaker',
  done: 'Done',

  /** What stands in the tab, and what the page is called. */
  title(names: readonly string[]): string {
    return names.length > 0 ? `Call with ${names.join(', ')}` : 'Waiting';
  },

  joining: { heading: 'Joining …', detail: 'The place is being taken.' },
  takesLong: { heading: 'Joining …', detail: 'It takes longer than usual. Trying again.' },
  waiting(gone: string | null): { heading: string; detail: string } {
    return gone === null
      ? {
          heading: 'You are the first one here',
          detail: 'Send this link to the other person. The call starts when they open it.',
        }
      : { heading: `${gone} left`, detail: 'You can wait here. Whoever opens this link is in the call with you.' };
  },

  /** The hint while there is no contact with the server. */
  noContact(signaling: SignalingState, connected: boolean): string {
    const what = signaling === 'server-closing' ? 'The server restarts.' : 'No contact with the server.';
    return connected ? `${what} Your call goes on.` : `${what} Trying again.`;
  },

  news: {
    here: (name: string) => `${name} is here.`,
    joined: (name: string) => `${name} joined.`,
    left: (name: string) => `${name} left.`,
    cameraOn: (name: string) => `${name}’s camera is on.`,
    cameraOff: (name: string) => `${name}’s camera is off.`,
    microphoneOn: (name: string) => `${name}’s microphone is on.`,
    microphoneOff: (name: string) => `${name}’s microphone is off.`,
    lost: (name: string) => `The connection to ${name} broke off.`,
    restored: (name: string) => `The connection to ${name} is back.`,
    contactRestored: 'The server is back.',
  },
} as const;
