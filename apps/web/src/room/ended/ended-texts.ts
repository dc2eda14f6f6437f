import type { CallSummary } from '@holdfast/call-angular';
import type { EndReason } from '@holdfast/call-engine';

interface EndTexts {
  readonly heading: string;
  readonly detail: string;
  /** What the button is called that joins again. */
  readonly again: string;
}

const JOIN_AGAIN = 'Join again';

const reasons: Readonly<Record<EndReason, EndTexts>> = {
  left: {
    heading: 'You left the call',
    detail: 'The room stays open for a while. You can join again as long as there is a place.',
    again: JOIN_AGAIN,
  },
  'seat-taken': {
    heading: 'The call goes on in another tab or window',
    detail: 'Take it over to have it here: the other one stops then.',
    again: 'Take the call over',
  },
  removed: {
    heading: 'Your place was given to somebody else',
    detail: 'Somebody who was in the call before you came back. You can join again if there is a place.',
    again: JOIN_AGAIN,
  },
  'room-closed': {
    heading: 'The room was closed',
    detail: 'The call is over for everybody. Start a new one, or join again if the room is opened again.',
    again: JOIN_AGAIN,
  },
};

const MINUTE = 60_000;

/** A duration as people say it. */
function inWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / MINUTE);
  if (minutes < 1) return 'Less than a minute';
  if (minutes < 60) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const endedTexts = {
  joining: 'Joining …',
  home: 'Home',
  connectivity: 'Was the connection poor? Check it',
  takesLong: 'It takes longer than usual. Trying again.',

  reason: (reason: EndReason) => reasons[reason],

  /** How long, and which way; `null` where nobody was ever there. */
  summary({ durationMs, path }: CallSummary): string | null {
    if (durationMs === null) return null;
    return path ? `${inWords(durationMs)}, ${path}` : inWords(durationMs);
  },
} as const;
