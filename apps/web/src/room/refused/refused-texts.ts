import { ERROR_STATUS, type ErrorCode, type RefusalBody } from '@holdfast/protocol';

/** What a page says of a refusal, and what can be done about it. */
export interface RefusalTexts {
  readonly heading: string;
  readonly detail: string;
  /** `by-itself`: the page tries again after a while; `by-hand`: the person does; `reload`: only a new page helps; `never`: nothing does. */
  readonly again: 'by-itself' | 'by-hand' | 'reload' | 'never';
}

/** What an address with a malformed room id is shown as; no server needs to be asked about it. */
export const NOT_A_ROOM: RefusalBody = {
  code: 'room-not-found',
  status: ERROR_STATUS['room-not-found'],
  message: 'Not the shape of a room id.',
  retryable: false,
};

const failed: RefusalTexts = {
  heading: 'The server can’t take you in right now',
  detail: 'Nothing is lost. The page tries again by itself.',
  again: 'by-itself',
};

const refusals: Partial<Record<ErrorCode, RefusalTexts>> = {
  'room-full': {
    heading: 'This call is full',
    detail: 'All places are taken. As soon as somebody leaves, there is a place for you.',
    again: 'by-hand',
  },
  'room-not-found': {
    heading: 'There is no such room',
    detail: 'The link may be cut short, or its room is gone. Ask the person who sent it, or start a call of your own.',
    again: 'never',
  },
  'not-allowed': {
    heading: 'You are not let into this room',
    detail: 'This server decides who may join. Ask the person who sent the link.',
    again: 'by-hand',
  },
  'wrong-protocol': {
    heading: 'This page is older than the server',
    detail: 'The server was renewed since you opened the page. Reload it and join again.',
    again: 'reload',
  },
  'bad-handshake': {
    heading: 'The server did not understand this page',
    detail: 'Reload the page and join again.',
    again: 'reload',
  },
  'rate-limited': {
    heading: 'Too many tries in a short time',
    detail: 'The server asks for a pause. The page tries again by itself.',
    again: 'by-itself',
  },
  'server-closing': {
    heading: 'The server is restarting',
    detail: 'This takes a moment. The page tries again by itself.',
    again: 'by-itself',
  },
};

/** The same for somebody who was in the call, was away for too long, and comes back by itself. */
const returns: Partial<Record<ErrorCode, RefusalTexts>> = {
  'room-full': {
    heading: 'Your place was taken',
    detail:
      'You were away for too long, and somebody else came in. As soon as somebody leaves, there is a place for you.',
    again: 'by-hand',
  },
  'room-not-found': {
    heading: 'The room is gone',
    detail: 'You were away for too long, and nobody was left in it. Start a call of your own, or ask for another link.',
    again: 'never',
  },
};

export const refusedTexts = {
  tryAgain: 'Try again',
  trying: 'Trying …',
  reload: 'Reload',
  home: 'Home',
  /** Said when the same answer came again. */
  stillSo: (heading: string) => `${heading}. Nothing has changed yet.`,
  nextTry: (seconds: number) => `Next try in ${seconds} s.`,

  refusal: (code: ErrorCode, returning: boolean): RefusalTexts =>
    (returning ? returns[code] : undefined) ?? refusals[code] ?? failed,
} as const;
