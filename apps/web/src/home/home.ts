import { Component, DOCUMENT, inject, signal } from '@angular/core';
import { RoomApi, RoomApiError } from '@holdfast/call-angular/room-api';
import { Address } from '../page/address';
import { Frame } from '../page/frame';
import { PageHeading } from '../page/page-heading';
import { PageLink } from '../page/page-link';
import { homeTexts } from './home-texts';
import { HomeIcon } from './home-icon';
import { HomePicture } from './home-picture';
import { readRoomAddress } from './room-address';

/** The home page: starts a call, or takes a link to one. */
@Component({
  selector: 'app-home',
  imports: [Frame, HomeIcon, HomePicture, PageHeading, PageLink],
  templateUrl: './home.html',
  styleUrl: './home.css',
  host: { 'data-page': 'home' },
})
export class Home {
  private readonly rooms = inject(RoomApi);
  private readonly address = inject(Address);
  private readonly host = inject(DOCUMENT).location.host;

  protected readonly texts = homeTexts;
  protected readonly starting = signal(false);
  protected readonly startProblem = signal<string | null>(null);
  protected readonly enterProblem = signal<string | null>(null);

  protected async start(): Promise<void> {
    if (this.starting()) return;
    this.starting.set(true);
    this.startProblem.set(null);
    try {
      const { room } = await this.rooms.make();
      this.open(room);
    } catch (error) {
      if (!(error instanceof RoomApiError)) throw error;
      this.startProblem.set(this.texts.startFailed(error.code));
      this.starting.set(false);
    }
  }

  protected enter(event: Event, field: HTMLInputElement): void {
    event.preventDefault();
    const address = readRoomAddress(field.value, this.host);
    if ('room' in address) {
      this.open(address.room);
      return;
    }
    this.enterProblem.set(this.texts.problem(address));
    field.focus();
  }

  private open(room: string): void {
    this.address.open(`/r/${room}`);
  }
}
