import { computed, inject, type Signal } from '@angular/core';
import { CallStore } from '@holdfast/call-angular';
import { lasting } from './lasting';

/** How long a join may take before a page says that it takes long: the server is silent, full of work, or restarts, in ms. */
const PATIENCE = 3_000;

/** A join as the page that it was asked for on shows it. */
export interface JoinWatch {
  /** Whether a join is under way. */
  readonly joining: Signal<boolean>;
  /** Whether it has been under way for longer than people expect. */
  readonly takesLong: Signal<boolean>;
}

/** Watches the join of the page's store. Call it where `inject` works. */
export function watchJoin(): JoinWatch {
  const { state } = inject(CallStore);
  const joining = computed(() => state().phase === 'joining');
  return { joining, takesLong: lasting(joining, PATIENCE) };
}
