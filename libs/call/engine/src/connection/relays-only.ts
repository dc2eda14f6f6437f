import type { Candidate } from '@holdfast/protocol';
import type { SignalBody } from './signal-outbox';

/** Whether a candidate is a relay's, or the end of candidates (RFC 8839 section 5.1, RFC 8838 section 13). */
export function isRelay({ candidate }: Candidate): boolean {
  return candidate === '' || / typ relay( |$)/.test(candidate);
}

/**
 * A signal for somebody who may learn no address of this side but its relays': what a browser has put into a description counts as well as
 * what it has told by itself. The description that was applied here stays as it is.
 */
export function relaysOnly<Said extends SignalBody>(said: Said): Said {
  const { description, candidates } = said;
  return {
    ...said,
    ...(description && { description: { ...description, sdp: withRelaysOnly(description.sdp) } }),
    ...(candidates && { candidates: candidates.filter(isRelay).map(withoutRelated) }),
  };
}

/**
 * Without candidates other than relays, and without the address and port of the default candidate, which may be any: as in a description
 * that has none yet (RFC 9429 section 5.2.1). The port 0 of a section that is refused or bundled has its own meaning.
 */
function withRelaysOnly(sdp: string): string {
  return sdp
    .replace(/^a=(candidate:.*)(?:\r\n|\n|$)/gm, (line, candidate: string) =>
      isRelay({ candidate }) ? withoutRelatedIn(line) : '',
    )
    .replace(/^m=(\w+) (?!0 )\d+/gm, 'm=$1 9')
    .replace(/^c=.*/gm, 'c=IN IP4 0.0.0.0')
    .replace(/^a=rtcp:.*/gm, 'a=rtcp:9 IN IP4 0.0.0.0');
}

function withoutRelated(candidate: Candidate): Candidate {
  return { ...candidate, candidate: withoutRelatedIn(candidate.candidate) };
}

/** A relay's related address is the one that its server sees, and may be kept to oneself (RFC 8839 section 5.1). */
function withoutRelatedIn(line: string): string {
  return line.replace(/ raddr (\S+) rport \d+/, (_related, address: string) =>
    address.includes(':') ? ' raddr :: rport 9' : ' raddr 0.0.0.0 rport 9',
  );
}
