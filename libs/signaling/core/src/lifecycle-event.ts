import type { PeerLeftReason } from '@holdfast/protocol';

/** What happens to rooms and seats. Names ids alone: never keys, names, addresses or anything of a call. */
export type LifecycleEvent =
  | { readonly kind: 'room-begun'; readonly room: string }
  /** A ticket from before the store was lost set the room up anew. */
  | { readonly kind: 'room-restored'; readonly room: string }
  | { readonly kind: 'room-ended'; readonly room: string }
  | { readonly kind: 'seat-joined'; readonly room: string; readonly seat: string }
  /** A handshake showed the key of a held seat; `takenOver` where an older socket was still open. */
  | { readonly kind: 'seat-resumed'; readonly room: string; readonly seat: string; readonly takenOver: boolean }
  /** The seat has no socket, because it broke or because the seat was restored; it is kept for `graceMs`. */
  | { readonly kind: 'seat-away'; readonly room: string; readonly seat: string; readonly graceMs: number }
  | { readonly kind: 'seat-left'; readonly room: string; readonly seat: string; readonly reason: PeerLeftReason };
