import { readReceivedBytes } from './received-bytes';

const report = (...entries: { readonly id: string; readonly [key: string]: unknown }[]) =>
  new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;

const pairs = [
  { id: 'P1', type: 'candidate-pair', selected: false, bytesReceived: 1 },
  { id: 'P2', type: 'candidate-pair', selected: true, bytesReceived: 50 },
];
const media = [
  { id: 'A', type: 'inbound-rtp', bytesReceived: 20 },
  { id: 'V', type: 'inbound-rtp', bytesReceived: 22 },
];

describe('the received bytes', () => {
  it('are those of the transport', () => {
    expect(readReceivedBytes(report({ id: 'T', type: 'transport', bytesReceived: 0 }, ...pairs, ...media))).toBe(0);
  });

  it('are those of the selected pair where the transport does not tell', () => {
    const named = { id: 'T', type: 'transport', selectedCandidatePairId: 'P1' };
    expect(readReceivedBytes(report(named, ...pairs, ...media))).toBe(1);
    expect(readReceivedBytes(report({ id: 'T', type: 'transport' }, ...pairs, ...media))).toBe(50);
    expect(readReceivedBytes(report(...pairs, ...media))).toBe(50);
  });

  it('are those of all media where no pair tells', () => {
    expect(readReceivedBytes(report({ id: 'T', type: 'transport' }, ...media))).toBe(42);
  });

  it('are not known where nothing tells', () => {
    expect(readReceivedBytes(report())).toBeNull();
    expect(readReceivedBytes(report({ id: 'A', type: 'inbound-rtp' }, { id: 'P', type: 'candidate-pair' }))).toBeNull();
  });
});
