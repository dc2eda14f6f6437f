import { InjectionToken } from '@angular/core';
import type { Call, LocalMedia, OutgoingMedia } from '@holdfast/call-engine';
import type { SchedulerLike } from 'rxjs';
import type { PageEvents } from './browser/page-events';
import type { PageMemory } from './browser/page-memory';
import type { Speakers } from './browser/speakers';

/** What a `CallStore` is made of. `provideCall` binds each to the engine, Socket.IO and the browser; specs to fakes. */
export interface CallParts {
  /** Makes the call of one room, sending what `media` gives. */
  createCall(room: string, media: OutgoingMedia): Call;
  /** Makes one's own microphone and camera. */
  createMedia(): LocalMedia;
  readonly page: PageEvents;
  readonly memory: PageMemory;
  readonly speakers: Speakers;
  /** Whether the page is a secure context. */
  readonly secure: boolean;
  /** Every timer of the page, and the machine's clock. */
  readonly scheduler: SchedulerLike;
}
export const CallParts = new InjectionToken<CallParts>('CallParts');
