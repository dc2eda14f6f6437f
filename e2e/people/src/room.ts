import { randomBytes } from 'node:crypto';

/** A room that nobody has been in: 128 random bits, as those that the server makes. */
export function anyRoom(): string {
  return randomBytes(16).toString('base64url');
}

/** The path of a room's link. */
export function linkOf(room: string): string {
  return `/r/${room}`;
}

/** The room that a page's address leads to. */
export function roomOf(address: string): string {
  const [, room] = /\/r\/([A-Za-z0-9_-]{20,64})$/.exec(address) ?? [];
  if (!room) throw new Error(`This address leads to no room: ${address}`);
  return room;
}
