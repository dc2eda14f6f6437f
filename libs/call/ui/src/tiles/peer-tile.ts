import { Component, computed, effect, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import type { Peer } from '@holdfast/call-engine';
import { Icon } from '../icon/icon';
import { CallTexts, type TileMessage } from '../call-texts';
import { CallTrack } from '../call-track';
import { isMediaLost } from '../connection-loss';
import { Elapsed } from '../time/elapsed';
import { Avatar } from './avatar';
import { NOBODY } from './nobody';
import { Picture } from './picture';

/** How long a first connection may take until the tile speaks of it, in ms: most are there before a word could be read. */
const WORTH_A_WORD_MS = 300;

/** A peer: its picture, its sound, its name, and what is being done where its connection does not stand. Of `NOBODY`: nothing, ahead of time. */
@Component({
  selector: 'call-peer-tile',
  imports: [Avatar, CallTrack, Elapsed, Icon, Picture],
  templateUrl: './peer-tile.html',
  styleUrls: ['./tile.css', './peer-tile.css'],
  host: {
    role: 'group',
    '[attr.data-tile]': 'isEmpty() ? null : "remote"',
    '[attr.aria-hidden]': 'isEmpty() || null',
    '[attr.aria-label]': 'name()',
    '[attr.data-connection]': 'peer().connection',
    '[attr.data-path]': 'peer().path',
    '[attr.data-presence]': 'peer().state',
    '[attr.data-microphone]': 'peer().presence.microphone',
    '[attr.data-camera]': 'peer().presence.camera',
  },
})
export class PeerTile {
  readonly peer = input.required<Peer>();
  /** The speaker to play on, by device id; empty is the browser's choice. */
  readonly speaker = input('');
  /** Whether it is the network of this side that is gone: then the tile says nothing of the peer. */
  readonly noNetwork = input(false);
  /** Whether the browser keeps the sound from playing until `playSound` is called from a click. */
  readonly soundBlocked = output<boolean>();
  /** The speaker is gone or not allowed: the sound stays where it was. */
  readonly speakerRefused = output<void>();

  protected readonly texts = inject(CallTexts);
  private readonly sound = viewChild.required('sound', { read: CallTrack });

  protected readonly isEmpty = computed(() => this.peer() === NOBODY);
  protected readonly name = computed(() => this.peer().name || this.texts.guest);
  /**
   * Whether there is a picture, or one may come with the first connection. The last frame outlives the connection, but never a camera that
   * was turned off.
   */
  protected readonly seen = linkedSignal<Peer, boolean>({
    source: this.peer,
    computation: ({ connection, presence: { camera }, video }, previous) =>
      (camera === 'on' && (video !== null || connection === 'connecting')) ||
      // a page that is loaded anew does not know at once whether it will have a camera
      (connection !== 'connected' && camera !== 'off' && previous?.value === true),
  });
  protected readonly message = computed((): TileMessage | null => {
    const { connection, state } = this.peer();
    if (connection === 'connected' || this.isEmpty()) return null;
    if (this.noNetwork()) return this.texts.noNetwork;
    if (state === 'away') return this.texts.away(this.name());
    if (!isMediaLost(connection) && !this.takesLong()) return null;
    return this.texts.connection[connection]?.(this.name()) ?? null;
  });
  private readonly takesLong = signal(false);
  /** Since when media is lost, in ms since the epoch; `null` while it is not. The rungs follow each other, the clock goes on. */
  protected readonly lostSince = signal<number | null>(null);

  constructor() {
    const lost = computed(() => isMediaLost(this.peer().connection));
    effect(() => this.lostSince.set(lost() ? Date.now() : null));
    const isFirst = computed(() => !lost() && !this.isEmpty() && this.peer().connection !== 'connected');
    effect((onCleanup) => {
      this.takesLong.set(false);
      if (!isFirst()) return;
      const waiting = setTimeout(() => this.takesLong.set(true), WORTH_A_WORD_MS);
      onCleanup(() => clearTimeout(waiting));
    });
  }

  /** Starts the sound that the browser held back. Call it from a click. */
  playSound(): void {
    void this.sound().play();
  }
}
