import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { CallStore } from '@holdfast/call-angular';
import type { MediaKind, Peer } from '@holdfast/call-engine';
import { CallTexts, Controls, Elapsed, Icon, PathChip, PeerTile, SelfTile } from '@holdfast/call-ui';
import { PageHeading } from '../../page/page-heading';
import { watchJoin } from '../join-watch';
import { lasting } from '../lasting';
import { followArrival } from './arrival';
import { CallAnnouncer } from './call-announcer';
import { wasLost, type CallScene } from './call-news';
import { DevicesDialog } from './devices-dialog';
import { followMembers, nobodyYet, type Member } from './member';
import { watchRest } from './rest';
import { stageTexts, type Gone } from './stage-texts';
import { Waiting } from './waiting';

/** How long the server may be silent before the page speaks of it, in ms: the call does not need it. */
const HINT_AFTER = 3_000;
/** How long a notice is there to be read, in ms. */
const NOTICE_FOR = 6_000;

interface WaitingView {
  readonly said: { readonly heading: string; readonly detail: string };
  readonly invites: boolean;
}

/** The call itself: the others, oneself, and what one can do. */
@Component({
  selector: 'app-stage',
  imports: [CallAnnouncer, Controls, DevicesDialog, Elapsed, Icon, PageHeading, PathChip, PeerTile, SelfTile, Waiting],
  templateUrl: './stage.html',
  styleUrl: './stage.css',
  host: {
    'data-page': 'call',
    '[attr.data-state]': 'store.state().phase',
    '[attr.data-signaling]': 'store.signaling()',
    '[class.calm]': 'calm()',
  },
})
export class Stage {
  readonly room = input.required<string>();

  protected readonly store = inject(CallStore);
  protected readonly texts = stageTexts;
  protected readonly callTexts = inject(CallTexts);
  private readonly watch = watchJoin();
  private readonly atRest = watchRest();
  private readonly tiles = viewChildren(PeerTile);
  private readonly devices = viewChild.required(DevicesDialog);

  /** How often all have gone. */
  private readonly farewells = linkedSignal<boolean, number>({
    source: () => this.store.peers().length > 0,
    computation: (some, previous) => (previous?.value ?? 0) + (previous?.source && !some ? 1 : 0),
  });
  /** The key of the tile that is ready. When all have gone it is another one: nobody is to be seen in the tile of who was there before. */
  private readonly ready = computed(() => `ready-${this.farewells()}`);
  protected readonly members = linkedSignal<readonly Peer[], readonly Member[]>({
    source: this.store.peers,
    computation: (peers, previous) => followMembers(previous?.value ?? [], peers, this.ready()),
  });
  /** Where there is nobody there is a tile none the less, ready for whoever comes. */
  protected readonly places = computed(() => (this.members().length > 0 ? this.members() : [nobodyYet(this.ready())]));
  private readonly coming = followArrival(this.members);
  protected readonly arrival = this.coming.arrival;
  protected readonly settled = this.coming.settled;
  private readonly names = computed(() => this.members().map(({ peer: { name } }) => name || this.callTexts.guest));
  protected readonly title = computed(() => this.texts.title(this.names()));
  private readonly company = computed(() => {
    const peers = this.store.peers();
    if (peers.length === 0) return 'nobody';
    return peers.some(({ connection }) => connection === 'connected') ? 'connected' : 'disconnected';
  });
  /** The way of the media, once for all peers: relayed where any of them is. */
  protected readonly path = computed(() => {
    const paths = this.store
      .peers()
      .flatMap(({ connection, path }) => (connection === 'connected' && path ? path : []));
    return paths.includes('relayed') ? 'relayed' : (paths[0] ?? null);
  });

  /** Who was here last; `null` while nobody ever was. */
  private readonly gone = signal<Gone | null>(null);
  private readonly joined = computed(() => this.store.state().phase === 'joined');
  /** What stands on the stage before anybody does, and whether with the link. It stays as it is while somebody comes. */
  protected readonly waiting = linkedSignal<WaitingView, WaitingView>({
    source: () => {
      if (this.joined()) return { said: this.texts.waiting(this.gone()), invites: true };
      return { said: this.watch.takesLong() ? this.texts.takesLong : this.texts.joining, invites: false };
    },
    computation: (view, previous) => (this.members().length > 0 && previous ? previous.value : view),
  });

  /** Nothing gets through, to anybody or from anybody: as far as one can tell from here, it is the own network that is gone. */
  protected readonly noNetwork = computed(
    () =>
      this.joined() &&
      this.store.signaling() === 'lost' &&
      this.members().length > 0 &&
      this.members().every(({ loss, peer }) => loss !== 'none' && !peer.isReceiving),
  );
  private readonly contactLost = lasting(
    computed(() => this.joined() && this.store.signaling() !== 'connected'),
    HINT_AFTER,
  );
  protected readonly noContact = computed(() =>
    this.contactLost() && !this.noNetwork() ? this.texts.noContact(this.store.signaling(), this.company()) : null,
  );
  protected readonly scene = computed((): CallScene => {
    const { title, detail } = this.callTexts.noNetwork;
    const noNetwork = this.noNetwork() ? `${title}. ${detail}` : null;
    return { members: this.members(), noNetwork, noContact: this.noContact(), notice: this.notice() };
  });

  /** What happened and needs nobody: shown for a moment. */
  protected readonly notice = signal<string | null>(null);
  private readonly silenced = signal<ReadonlySet<string>>(new Set());
  protected readonly soundBlocked = computed(() => this.members().some(({ key }) => this.silenced().has(key)));

  /** Whether the controls may step back: nobody moves, and nothing is wrong. */
  protected readonly calm = computed(
    () =>
      this.atRest() &&
      !this.contactLost() &&
      !this.soundBlocked() &&
      this.store.peers().length > 0 &&
      this.store.peers().every(({ connection }) => connection === 'connected'),
  );

  constructor() {
    effect(() => {
      const last = this.members().at(-1);
      if (last !== undefined) this.gone.set({ name: last.peer.name || this.callTexts.guest, lost: wasLost(last) });
    });
    effect((onCleanup) => {
      if (this.notice() === null) return;
      const forgetting = setTimeout(() => this.notice.set(null), NOTICE_FOR);
      onCleanup(() => clearTimeout(forgetting));
    });
  }

  protected noteSound({ key }: Member, blocked: boolean): void {
    const silenced = new Set(this.silenced());
    if (blocked) silenced.add(key);
    else silenced.delete(key);
    this.silenced.set(silenced);
  }

  protected useTheUsualSpeaker(): void {
    void this.store.select('speaker', '');
    this.notice.set(this.texts.speakerRefused);
  }

  protected turnSoundOn(): void {
    for (const tile of this.tiles()) tile.playSound();
  }

  /** A device that can't be had is asked for again, and the dialog says what is in the way. */
  protected toggle(kind: MediaKind): void {
    const device = kind === 'microphone' ? this.store.microphone() : this.store.camera();
    if (device.status === 'unavailable') {
      this.store.retry(kind);
      this.devices().open();
    } else if (kind === 'microphone') this.store.toggleMicrophone();
    else this.store.toggleCamera();
  }

  protected openDevices(): void {
    this.devices().open();
  }

  protected leave(): void {
    void this.store.leave();
  }
}
