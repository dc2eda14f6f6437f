import { requestSchemas } from '@holdfast/protocol/schemas';
import { SignalingError } from '@holdfast/signaling-core';
import { errorBody } from './ack.filter';
import type { SpeakerGuard } from './speaker.guard';
import type { SignalingSocket } from './typed-socket';

const UNKNOWN = new SignalingError('unknown-event', 'There is no such event.');

/** Answers events that no gateway has a handler for: Nest knows no catch-all. Those that ask for an answer count against the limit of messages. */
export function answerUnknownEvents(socket: SignalingSocket, speaker: SpeakerGuard): void {
  socket.onAny((event: unknown, ...args: unknown[]) => {
    if (typeof event === 'string' && hasHandler(socket, event)) return;
    const ack = args.at(-1);
    if (typeof ack === 'function') ack({ error: errorBody(refusal(socket, speaker)) });
  });
}

function hasHandler(socket: SignalingSocket, event: string): boolean {
  // Socket.IO itself listens for `error`, so that a client which sends one does not end the process
  return Object.hasOwn(requestSchemas, event) || (event !== 'error' && socket.listeners(event as never).length > 0);
}

function refusal(socket: SignalingSocket, speaker: SpeakerGuard): unknown {
  try {
    speaker.check(socket, 'unknown');
    return UNKNOWN;
  } catch (refused) {
    return refused;
  }
}
