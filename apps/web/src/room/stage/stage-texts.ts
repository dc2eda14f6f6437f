import type { SignalingState } from '@holdfast/call-engine';

/** Who was here last. */
export interface Gone {
  readonly name: string;
  /** Whether nobody knows why: the page did not come back in time. */
  readonly lost: boolean;
}

/** Who is with one in the room, as far as it matters to somebody without a server. */
export type Company = 'nobody' | 'disconnected' | 'connected';

export const stageTexts = {
  more: 'More',
  soundOn: 'Turn sound on',
  settings: 'Camera, microphone, speaker',
  done: 'Done',
  speakerRefused: 'This speaker can’t be used. You hear the call on the usual one.',

  /** What stands in the tab, and what the page is called. */
  title(names: readonly string[]): string {
    return names.length > 0 ? `Call with ${names.join(', ')}` : 'Waiting';
  },

  joining: { heading: 'Joining …', detail: 'The place is being taken.' },
  takesLong: { heading: 'Joining …', detail: 'It takes longer than usual. Trying again.' },
  waiting(gone: Gone | null): { heading: string; detail: string } {
    if (gone === null)
      return {
        heading: 'You are the first one here',
        detail: 'Send this link to the other person. The call starts when they open it.',
      };
    return {
      heading: gone.lost ? `${gone.name} did not come back` : `${gone.name} left`,
      detail: 'You can wait here. Whoever opens this link is in the call with you.',
    };
  },

  /** The hint while there is no contact with the server. */
  noContact(signaling: SignalingState, company: Company): string {
    const what = signaling === 'server-closing' ? 'The server restarts.' : 'No contact with the server.';
    switch (company) {
      case 'connected':
        return `${what} Your call goes on.`;
      case 'disconnected':
        return `${what} Trying again.`;
      case 'nobody':
        return `${what} Nobody can come in until it is back.`;
    }
  },

  news: {
    here: (name: string) => `${name} is here.`,
    joined: (name: string) => `${name} joined.`,
    left: (name: string) => `${name} left.`,
    cameraOn: (name: string) => `${name}’s camera is on.`,
    cameraOff: (name: string) => `${name}’s camera is off.`,
    microphoneOn: (name: string) => `${name}’s microphone is on.`,
    microphoneOff: (name: string) => `${name}’s microphone is off.`,
    gone: (name: string) => `${name} did not come back.`,
    lost: (name: string) => `The connection to ${name} broke off.`,
    unreachable: (name: string) => `${name} can’t be reached. Trying on.`,
    away: (name: string) => `${name} is away. The place is kept.`,
    restored: (name: string) => `The connection to ${name} is back.`,
    networkRestored: 'Your network is back.',
    contactRestored: 'The server is back.',
  },
} as const;
