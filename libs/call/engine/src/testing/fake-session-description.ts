/** One media section of a fake session description. */
export interface FakeSection {
  readonly kind: 'audio' | 'video' | 'application';
  readonly mid: string;
  readonly direction: RTCRtpTransceiverDirection;
}

/** What the fakes tell each other in a session description. */
export interface FakeDescription {
  readonly type: 'offer' | 'answer';
  /** Which offer this is, or which one it answers. */
  readonly offer: string;
  readonly usernameFragment: string;
  /** The DTLS role: open in an offer (RFC 9429 section 5.2.1). */
  readonly setup: 'actpass' | 'active' | 'passive';
  readonly sections: readonly FakeSection[];
}

/**
 * Writes a description as SDP with as many lines of the real one as anybody reads.
 * @param candidates what is known of the addresses of the one whose description it is, by now: the first section, which is bundled with
 * the others, has them
 */
export function writeDescription(
  description: FakeDescription,
  candidates: readonly string[] = [],
): RTCSessionDescriptionInit {
  const lines = [
    'v=0',
    `o=- ${description.offer} 1 IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    ...description.sections.flatMap((section, index) => [
      `m=${section.kind} 9 UDP/TLS/RTP/SAVPF 111`,
      `a=mid:${section.mid}`,
      `a=${section.direction}`,
      `a=ice-ufrag:${description.usernameFragment}`,
      `a=setup:${description.setup}`,
      ...(index === 0 ? candidates.map((candidate) => `a=${candidate}`) : []),
    ]),
  ];
  return { type: description.type, sdp: lines.map((line) => `${line}\r\n`).join('') };
}

/** The candidates that a description has. */
export function candidatesOf({ sdp = '' }: RTCSessionDescriptionInit): readonly string[] {
  return [...sdp.matchAll(/^a=(candidate:.*)/gm)].map(([, candidate]) => candidate as string);
}

/** Reads what `writeDescription` wrote; throws where it did not. */
export function readDescription({ type, sdp = '' }: RTCSessionDescriptionInit): FakeDescription {
  const offer = /^o=- (\S+)/m.exec(sdp)?.[1];
  const usernameFragment = /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
  const setup = /^a=setup:(actpass|active|passive)/m.exec(sdp)?.[1] as FakeDescription['setup'] | undefined;
  const isWhole = offer !== undefined && usernameFragment !== undefined && setup !== undefined;
  if ((type !== 'offer' && type !== 'answer') || !isWhole) {
    throw new DOMException('this is no description of a fake connection', 'InvalidAccessError');
  }
  const sections = sdp
    .split(/^m=/m)
    .slice(1)
    .map((text) => ({
      kind: /^\w+/.exec(text)?.[0] as FakeSection['kind'],
      mid: /^a=mid:(\S+)/m.exec(text)?.[1] ?? '',
      direction: (/^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(text)?.[1] ??
        'inactive') as RTCRtpTransceiverDirection,
    }));
  return { type, offer, usernameFragment, setup, sections };
}
