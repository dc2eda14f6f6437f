import { InjectionToken } from '@angular/core';
import type { Call, LocalMedia, OutgoingMedia } from '@holdfast/call-engine';
import type { SchedulerLike } from 'rxjs';
import type { PageEvents } from './browser/page-events';
import type { PageMemory } from './browser/page-memory';
import type { Speakers } from './browser/speakers';

/** Where a call finds what is not in its own bundle. */
export interface CallOptions {
  /** The server's origin, such as `https://call.example`; the page's own where absent. */
  readonly origin?: string;
  /**
   * The URL of a worker's script that takes a number of milliseconds and posts a message that often, on the page's own origin. With it a
   * hidden page sends its beats in time and sees a silent peer as early as a visible one; absent: by the page's timers, which browsers
   * slow down while it is hidden.
   */
  readonly pulseWorker?: string;
}

/** What a `CallStore` is made of. `provideCall` binds each to the engine, Socket.IO and the browser; specs to fakes. */
export interface CallParts {
  /** Makes the call of one room, sending what `media` gives. */
  createCall(room: string, media: OutgoingMedia): Call;
  /** Makes one's own microphone and camera. */
  createMedia(): LocalMedia;
  readonly page: PageEvents;
  readonly memory: PageMemory;
  /** Resolves soon, when what a killed browser may have lost of earlier calls is back where there is any. */
  readonly restored: Promise<void>;
  readonly speakers: Speakers;
  /** Whether the page is a secure context. */
  readonly secure: boolean;
  /** Every timer of the page, and the machine's clock. */
  readonly scheduler: SchedulerLike;
}
export const CallParts = new InjectionToken<CallParts>('CallParts');
