import type { Call, LocalMedia, OutgoingMedia } from '@holdfast/call-engine';
import { InjectionToken } from '@angular/core';

/** Makes the call of one room, sending what `media` gives. `provideCall` binds it to the engine over Socket.IO. */
export type CallFactory = (room: string, media: OutgoingMedia) => Call;
export const CallFactory = new InjectionToken<CallFactory>('CallFactory');

/** Makes one's own microphone and camera. `provideCall` binds it to the browser's devices. */
export type LocalMediaFactory = () => LocalMedia;
export const LocalMediaFactory = new InjectionToken<LocalMediaFactory>('LocalMediaFactory');
