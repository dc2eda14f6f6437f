import { Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { CallStore } from '@holdfast/call-angular';
import { CallTrack, Controls, DeviceProblems, Icon, LevelMeter, RoomLink } from '@holdfast/call-ui';
import { LIMITS } from '@holdfast/protocol';
import { Frame } from '../../page/frame';
import { PageHeading } from '../../page/page-heading';
import { PageLink } from '../../page/page-link';
import { DevicePickers } from '../device-pickers';
import { watchJoin } from '../join-watch';
import { lasting } from '../lasting';
import { RelayChoice } from '../relay-choice';
import { lobbyTexts } from './lobby-texts';
import { watchOccupancy } from './room-occupancy';

/** The lobby: how one looks and sounds, under which name, and who is there. */
@Component({
  selector: 'app-lobby',
  imports: [
    CallTrack,
    Controls,
    DevicePickers,
    DeviceProblems,
    Frame,
    Icon,
    LevelMeter,
    PageHeading,
    PageLink,
    RelayChoice,
    RoomLink,
  ],
  templateUrl: './lobby.html',
  styleUrl: './lobby.css',
  host: { 'data-page': 'lobby' },
})
export class Lobby {
  readonly room = input.required<string>();

  protected readonly store = inject(CallStore);
  protected readonly texts = lobbyTexts;
  protected readonly nameLength = LIMITS.nameLength;
  private readonly watch = watchJoin();
  private readonly joining = this.watch.joining;
  /** A join that is answered sooner leaves no time to read another label, and drawing it would hold it up. */
  protected readonly busy = lasting(this.joining, 100);
  private readonly origin = inject(DOCUMENT).location.origin;
  private readonly occupancy = watchOccupancy(this.room);

  protected readonly link = computed(() => `${this.origin}/r/${this.room()}`);
  protected readonly told = computed(() =>
    this.watch.takesLong() ? this.texts.takesLong : this.texts.occupancy(this.occupancy()),
  );
  protected readonly joinLabel = computed(() =>
    this.busy() ? this.texts.joining : this.texts.join(this.store.microphone(), this.store.camera()),
  );

  protected join(event: Event, name: string): void {
    event.preventDefault();
    if (!this.joining()) this.store.join(name.trim());
  }
}
