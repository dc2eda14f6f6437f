import type { LabPerson } from '../people/lab-person';
import type { PageRecord, ShownPage } from '../watch/page-record';
import { INTERRUPTION } from '../watch/flow';

/** What happened since a moment, in the order of time, a line each: for a person to read. */
export function traceOf(people: readonly LabPerson[], since: number): string[] {
  const lines = people.flatMap(({ name, timeline }) => {
    const records = timeline.records.filter(({ at }) => at >= since);
    let lastFrame = since;
    return records.flatMap((record) => {
      const line = { at: record.at, name };
      if (record.kind !== 'frames') return [{ ...line, text: textOf(record) }];
      const without = record.at - lastFrame;
      lastFrame = record.at;
      return without > INTERRUPTION ? [{ ...line, text: `frames again, after ${without} ms without` }] : [];
    });
  });
  return lines
    .sort((one, other) => one.at - other.at)
    .map(({ at, name, text }) => `${((at - since) / 1_000).toFixed(3).padStart(9)}  ${name.padEnd(5)} ${text}`);
}

function textOf(record: PageRecord): string {
  switch (record.kind) {
    case 'document':
      return 'a document begins';
    case 'frames':
      return `${record.count} frames`;
    case 'first-frame':
      return 'its first frame is there';
    case 'shown':
      return `shows ${shownIn(record.shown)}`;
    case 'connection':
      return `connection ${record.number}: ${record.state}`;
    case 'ice-generation':
      return `connection ${record.number}: ICE generation ${record.generation}`;
    case 'candidate':
      return `connection ${record.number}: candidate ${record.type}`;
    case 'socket':
      return `socket ${record.number}: ${record.state}`;
    case 'clicked':
      return `presses "${record.on}"`;
    case 'notice':
      return `← ${record.event}`;
    case 'request':
      return `→ ${record.event}`;
    case 'role':
      return `← role-changed: ${record.role}`;
    case 'joined':
      return `← joined: ${record.resumed ? 'resumed' : 'new'}, ${record.self.role} ${record.self.order}, ${record.peers.length} others`;
  }
}

function shownIn({ page, signaling, hints, tiles, self }: ShownPage): string {
  const tile = tiles.map(({ connection, path, presence, microphone, camera }) =>
    [connection, path, presence, `mic ${microphone}`, `cam ${camera}`].filter(Boolean).join(' '),
  );
  return [
    page,
    signaling && `signaling ${signaling}`,
    hints.length > 0 && `hint ${hints.join(' ')}`,
    ...tile.map((text) => `[${text}]`),
    self && `self mic ${self.microphone} cam ${self.camera}`,
  ]
    .filter(Boolean)
    .join(', ');
}
