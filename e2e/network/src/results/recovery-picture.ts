import type { PageRecord } from '../watch/page-record';
import { Timeline } from '../watch/timeline';
import type { RunResult } from './run-result';

/** One run as `--trace` keeps it. */
export interface Trace {
  readonly result: RunResult;
  readonly people: readonly { readonly name: string; readonly records: readonly PageRecord[] }[];
}

/** The picture: times in ms around the fault, lengths in px. */
const before = 1_000;
const after = 4_500;
const left = 120;
const width = 800;
const laneHeight = 150;
const top = 60;

const style = `
    .ink { fill: #1d2b2a; }
    .soft { fill: #54605e; font-size: 13px; }
    .head { fill: #1d2b2a; font-size: 16px; font-weight: 600; }
    .grid { stroke: #c9c4b8; }
    .fault { fill: #b3403a; opacity: 0.16; }
    .frame { fill: #2f7d5b; }
    .good { fill: #dff0e6; stroke: #2f7d5b; }
    .bad { fill: #fdf1d8; stroke: #a6792a; }
    .event { fill: #a6792a; }
    @media (prefers-color-scheme: dark) {
      .ink, .head { fill: #edf2f0; }
      .soft { fill: #b3c0bd; }
      .grid { stroke: #3a4a48; }
      .fault { fill: #ff8a80; opacity: 0.22; }
      .frame { fill: #5cbf93; }
      .good { fill: #17402f; stroke: #5cbf93; }
      .bad { fill: #40331a; stroke: #d9ab57; }
      .event { fill: #d9ab57; }
    }`;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Values over time, from what was shown: each from its moment to the next. */
function spans(timeline: Timeline, from: number, to: number, read: (shown: ShownAt) => string | undefined): Span[] {
  const found: { from: number; to: number; value: string }[] = [];
  for (const { at, shown } of timeline.of('shown')) {
    const value = read(shown) ?? '';
    const last = found.at(-1);
    if (last && last.value === value) continue;
    if (last) last.to = at;
    found.push({ from: at, to, value });
  }
  return found
    .filter((span) => span.to > from && span.from < to && span.value !== '')
    .map((span) => ({ ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) }));
}

type ShownAt = Extract<PageRecord, { kind: 'shown' }>['shown'];

/** Draws one recovery: at each end the frames, what its page says of the connection and of signaling, and the rungs. */
export function drawRecovery({ result, people }: Trace): string {
  const { from: fault, over } = result.times ?? { from: 0, over: 0 };
  const [begin, end] = [fault - before, Math.max(over, fault) + after];
  const x = (at: number) => Number((left + ((at - begin) / (end - begin)) * width).toFixed(1));
  const lanes = people.filter(({ records }) => records.some(({ kind }) => kind === 'frames'));
  const height = top + lanes.length * laneHeight + 30;
  const bar = (y: number) => (span: Span) => {
    const good = span.value === 'connected';
    const room = x(span.to) - x(span.from);
    const text = room > span.value.length * 7 ? span.value : '';
    return `<rect class="${good ? 'good' : 'bad'}" x="${x(span.from)}" y="${y}" width="${room.toFixed(1)}" height="20" rx="4"><title>${escaped(span.value)}</title></rect><text class="ink" x="${x(span.from) + 6}" y="${y + 15}" font-size="13">${escaped(text)}</text>`;
  };
  const drawn = lanes.map(({ name, records }, index) => {
    const timeline = new Timeline();
    for (const record of records) timeline.adds(record);
    const y = top + index * laneHeight;
    const within = ({ at }: { at: number }) => at >= begin && at <= end;
    const frames = timeline.of('frames').filter(within);
    // a connection that is closed again at once was only made to ask for the addresses of today
    const kept = ({ number, at }: { number: number; at: number }) =>
      !timeline
        .of('connection', at)
        .some((change) => change.number === number && change.state === 'closed' && change.at < at + 500);
    const generations = timeline.of('ice-generation').filter(within).filter(kept);
    return [
      `<text class="head" x="16" y="${y + 16}">${escaped(name)}</text>`,
      `<text class="soft" x="16" y="${y + 42}">frames</text>`,
      ...frames.map(({ at }) => `<rect class="frame" x="${x(at)}" y="${y + 28}" width="3" height="18" />`),
      `<text class="soft" x="16" y="${y + 70}">connection</text>`,
      ...spans(timeline, begin, end, ({ tiles }) => tiles[0]?.connection).map(bar(y + 55)),
      `<text class="soft" x="16" y="${y + 96}">signaling</text>`,
      ...spans(timeline, begin, end, ({ signaling }) => signaling).map(bar(y + 81)),
      `<text class="soft" x="16" y="${y + 122}">ICE</text>`,
      ...generations.map(
        ({ at, number, generation }) =>
          `<circle class="event" cx="${x(at)}" cy="${y + 118}" r="5" /><text class="soft" x="${x(at) + 9}" y="${y + 122}">connection ${number}, ICE generation ${generation}</text>`,
      ),
    ].join('\n  ');
  });
  const seconds = Array.from({ length: Math.floor((end - fault) / 1_000) + 1 }, (_, second) => second);
  const ticks = seconds.map(
    (second) =>
      `<line class="grid" x1="${x(fault + second * 1_000)}" x2="${x(fault + second * 1_000)}" y1="34" y2="${height - 12}" /><text class="soft" x="${x(fault + second * 1_000) + 4}" y="30">${second} s</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 24} ${height}" role="img" aria-labelledby="title text" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="15">
  <title id="title">One recovery: ${escaped(result.row)}</title>
  <desc id="text">Over time at both ends of a call: when video frames were decoded, what the page said of the connection and of signaling, and when an ICE generation was begun. The longest time without a frame was ${((result.gap ?? 0) / 1_000).toFixed(1)} s.</desc>
  <style>${style}
  </style>
  ${ticks.join('\n  ')}
  <rect class="fault" x="${x(fault)}" y="34" width="${Math.max(2, x(over) - x(fault)).toFixed(1)}" height="${height - 46}" />
  ${drawn.join('\n  ')}
</svg>
`;
}
