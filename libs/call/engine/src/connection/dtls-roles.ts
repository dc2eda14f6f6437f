import type { Description } from '@holdfast/protocol';

const ROLE = /^a=setup:(active|passive)/gm;

const OTHER: Readonly<Record<string, string>> = { active: 'passive', passive: 'active' };

/**
 * Holds both sides to the DTLS roles that the first answer gave them, for as long as the connection lasts (RFC 9429 section 5.3.2).
 * Firefox forgets them and answers each later offer with `active`; Chromium can't apply a role that has changed, and refuses every
 * description after that one.
 */
export class DtlsRoles {
  private own: string | undefined;

  /** An answer of this side as the other one is to have it. Offers are open to any role, and stay as they are. */
  given(description: Description): Description {
    this.own ??= roleIn(description);
    return withRole(description, this.own);
  }

  /** An answer of the other side as it can be applied here. */
  taken(description: Description): Description {
    const theirs = roleIn(description);
    this.own ??= theirs && OTHER[theirs];
    return withRole(description, this.own && OTHER[this.own]);
  }
}

function roleIn({ type, sdp }: Description): string | undefined {
  return type === 'answer' ? sdp.match(ROLE)?.[0].slice('a=setup:'.length) : undefined;
}

function withRole({ type, sdp }: Description, role: string | undefined): Description {
  return { type, sdp: type === 'answer' ? sdp.replace(ROLE, `a=setup:${role}`) : sdp };
}
