import type { Description } from '@holdfast/protocol';
import { DtlsRoles } from './dtls-roles';

const sdpWith = (...roles: string[]) => ['v=0', ...roles.map((role) => `a=setup:${role}`), 'a=mid:1', ''].join('\r\n');
const answer = (...roles: string[]): Description => ({ type: 'answer', sdp: sdpWith(...roles) });
const offer = (...roles: string[]): Description => ({ type: 'offer', sdp: sdpWith(...roles) });

describe('DTLS roles', () => {
  it('holds the other side to the role of its first answer', () => {
    const roles = new DtlsRoles();
    expect(roles.taken(answer('passive', 'passive'))).toEqual(answer('passive', 'passive'));
    expect(roles.taken(answer('active', 'active'))).toEqual(answer('passive', 'passive'));
  });

  it('holds the other side to the role that the own first answer left to it', () => {
    const roles = new DtlsRoles();
    expect(roles.given(answer('active'))).toEqual(answer('active'));
    expect(roles.taken(answer('active'))).toEqual(answer('passive'));
    expect(roles.taken(answer('passive'))).toEqual(answer('passive'));
  });

  it('gives a later answer in the role that the first one left', () => {
    const roles = new DtlsRoles();
    roles.taken(answer('active'));
    expect(roles.given(answer('active', 'active'))).toEqual(answer('passive', 'passive'));
  });

  it('leaves offers as they are: they name no role yet', () => {
    const roles = new DtlsRoles();
    expect(roles.taken(offer('active'))).toEqual(offer('active'));
    expect(roles.given(offer('actpass'))).toEqual(offer('actpass'));
    expect(roles.taken(answer('active'))).toEqual(answer('active'));
    expect(roles.given(offer('actpass'))).toEqual(offer('actpass'));
  });

  it('leaves an answer without a role as it is', () => {
    const roles = new DtlsRoles();
    expect(roles.taken(answer())).toEqual(answer());
    expect(roles.given(answer('holdconn'))).toEqual(answer('holdconn'));
    expect(roles.taken(answer('active'))).toEqual(answer('active'));
  });
});
