import { isRoomId } from '@holdfast/protocol';

/** A room that was typed or pasted, or what is wrong with it. */
export type RoomAddress =
  | { readonly room: string }
  | { readonly problem: 'empty' | 'not-a-room' }
  | { readonly problem: 'other-server'; readonly host: string };

/** Reads a room's id, its link, or the link without `https://`, as seen from a page on `host`. */
export function readRoomAddress(typed: string, host: string): RoomAddress {
  const text = typed.trim();
  if (text === '') return { problem: 'empty' };
  if (isRoomId(text)) return { room: text };
  const link = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text.replace(/^\/(?=r\/)/, `${host}/`)}`);
  const room = link && /^\/r\/([^/]+)\/?$/.exec(link.pathname)?.[1];
  if (!link || !room || !isRoomId(room)) return { problem: 'not-a-room' };
  return link.host === host ? { room } : { problem: 'other-server', host: link.host };
}
