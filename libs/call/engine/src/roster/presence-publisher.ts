import type { Empty, Presence, Update } from '@holdfast/protocol';
import { skip } from 'rxjs';
import type { OutgoingMedia } from '../media/local-media';
import type { Scope } from '../scope';

/** How long after an update that the server refused the next one goes, in ms. */
const RETRY_MS = 1_000;

/**
 * Tells the others what is on and off: whole, with a version that rises with each change of this page. One update is under way at a
 * time and the next has all that changed since; what a broken link swallows, the next handshake says.
 */
export class PresencePublisher {
  private version = 1;
  private told = 0;
  private telling = false;

  constructor(
    private readonly scope: Scope,
    private readonly media: OutgoingMedia,
    private readonly isJoined: () => boolean,
    private readonly update: (update: Update) => Promise<Empty>,
    /** The presence has changed: whom the server can't tell is told on another way. */
    changed: () => void,
  ) {
    scope.listen(media.shown$.pipe(skip(1)), () => {
      this.version += 1;
      this.tell();
      changed();
    });
  }

  /** The presence as it is now. */
  get presence(): Presence {
    return { version: this.version, ...this.media.shown$.value };
  }

  /** The handshake was accepted with this version: what changed since is told. */
  handshakeTold(version: number): void {
    this.told = version;
    this.tell();
  }

  /** The way to the server works again, on the same link: what was not told in between is told. */
  wayOpened(): void {
    this.tell();
  }

  private tell(): void {
    if (this.telling || this.told >= this.version || !this.isJoined()) return;
    const { presence } = this;
    this.telling = true;
    const settled = (told: boolean) => {
      this.telling = false;
      if (told) this.told = Math.max(this.told, presence.version);
      if (told) this.tell();
      else if (this.isJoined()) this.scope.after(RETRY_MS, () => this.tell());
    };
    this.update({ presence }).then(
      () => settled(true),
      () => settled(false),
    );
  }
}
