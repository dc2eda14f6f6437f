import type { MediaPath } from '../peer';

type Entry = Readonly<Record<string, unknown>>;

/** What the statistics tell of the selected pair. */
export interface SeenPath {
  readonly path: MediaPath;
  /**
   * Whether the other side has told of the address in use. One that packets alone have shown (peer-reflexive, RFC 8445 section 7.3.1.3)
   * may turn out to be its relay as soon as its candidate arrives.
   */
  readonly isTold: boolean;
}

/**
 * Whether the selected pair goes through a relay at either end; `null` where the statistics do not tell (yet).
 * Chromium names the pair in `transport` (W3C WebRTC Statistics section 6.16); Firefox marks the pair itself.
 */
export function readPath(report: RTCStatsReport): SeenPath | null {
  const entries: Entry[] = [];
  report.forEach((entry: Entry) => entries.push(entry));
  const find = (id: unknown) => entries.find((entry) => entry['id'] === id);
  const transport = entries.find((entry) => entry['type'] === 'transport' && entry['selectedCandidatePairId']);
  const pair =
    find(transport?.['selectedCandidatePairId']) ??
    entries.find((entry) => entry['type'] === 'candidate-pair' && entry['selected'] === true);
  const local = find(pair?.['localCandidateId'])?.['candidateType'];
  const remote = find(pair?.['remoteCandidateId'])?.['candidateType'];
  if (local === undefined || remote === undefined) return null;
  const path = local === 'relay' || remote === 'relay' ? 'relayed' : 'direct';
  return { path, isTold: remote !== 'prflx' };
}
