import { readPath } from './path';

const report = (...entries: object[]) =>
  new Map(entries.map((entry, index) => [String(index), entry])) as unknown as RTCStatsReport;

const candidates = (local: string, remote: string) => [
  { id: 'L', type: 'local-candidate', candidateType: local },
  { id: 'R', type: 'remote-candidate', candidateType: remote },
];
const pair = { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R' };
const other = { id: 'O', type: 'candidate-pair', localCandidateId: 'X', remoteCandidateId: 'Y' };

describe('the path', () => {
  it.each([
    ['host', 'host', 'direct', true],
    ['srflx', 'prflx', 'direct', false],
    ['relay', 'host', 'relayed', true],
    ['host', 'relay', 'relayed', true],
  ] as const)('of %s to %s is %s; told: %p', (local, remote, path, isTold) => {
    const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'P' };
    expect(readPath(report(transport, other, pair, ...candidates(local, remote)))).toEqual({ path, isTold });
  });

  it('is read where the pair itself says that it is selected, as in Firefox', () => {
    const transport = { id: 'T', type: 'transport' };
    const selected = { ...pair, selected: true };
    expect(readPath(report(transport, other, selected, ...candidates('relay', 'relay')))?.path).toBe('relayed');
  });

  it('is not known where the statistics do not tell', () => {
    expect(readPath(report())).toBeNull();
    expect(readPath(report(pair, ...candidates('host', 'host')))).toBeNull();
    expect(readPath(report({ ...pair, selected: true }))).toBeNull();
  });
});
