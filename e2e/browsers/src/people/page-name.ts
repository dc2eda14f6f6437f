/** The pages of the product, as their `data-page` names them. */
export type PageName = 'home' | 'lobby' | 'call' | 'ended' | 'refused' | 'not-found';

/** What a tile shows of a microphone or a camera. */
export type ShownDevice = 'on' | 'off' | 'none';
