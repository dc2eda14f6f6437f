type Entry = Readonly<Record<string, unknown>>;

/**
 * How many bytes a connection has received (W3C WebRTC Statistics): of its transport; where that does not tell (Firefox before 154), of the
 * selected candidate pair; else of all that is received as media. `null` where nothing tells: that is not known, which is not the same as silence.
 */
export function readReceivedBytes(report: RTCStatsReport): number | null {
  const entries: Entry[] = [];
  report.forEach((entry: Entry) => entries.push(entry));
  const bytesOf = (entry: Entry | undefined) =>
    typeof entry?.['bytesReceived'] === 'number' ? entry['bytesReceived'] : null;
  const transport = entries.find(({ type }) => type === 'transport');
  const ofTransport = bytesOf(transport);
  if (ofTransport !== null) return ofTransport;
  const pair =
    entries.find(({ id }) => id !== undefined && id === transport?.['selectedCandidatePairId']) ??
    entries.find(({ type, selected }) => type === 'candidate-pair' && selected === true);
  const ofPair = bytesOf(pair);
  if (ofPair !== null) return ofPair;
  const media = entries.filter(({ type }) => type === 'inbound-rtp').map(bytesOf);
  const known = media.filter((bytes) => bytes !== null);
  return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0);
}
