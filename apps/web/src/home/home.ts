import { Component, DOCUMENT, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { RoomApi, RoomApiError } from '@holdfast/call-angular/room-api';
import { Frame } from '../page/frame';
import { PageHeading } from '../page/page-heading';
import { homeTexts } from './home-texts';
import { HomeIcon } from './home-icon';
import { HomePicture } from './home-picture';
import { readRoomAddress } from './room-address';

/** The home page: starts a call, or takes a link to one. */
@Component({
  selector: 'app-home',
  imports: [Frame, HomeIcon, HomePicture, PageHeading],
  templateUrl: './home.html',
  styleUrl: './home.css',
  host: { 'data-page': 'home' },
})
export class Home {
  private readonly rooms = inject(RoomApi);
  private readonly router = inject(Router);
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
      await this.open(room);
    } catch (error) {
      if (!(error instanceof RoomApiError)) throw error;
      this.startProblem.set(this.texts.startFailed(error.code));
    } finally {
      this.starting.set(false);
    }
  }

  protected enter(event: Event, field: HTMLInputElement): void {
    event.preventDefault();
    const address = readRoomAddress(field.value, this.host);
    if ('room' in address) {
      void this.open(address.room);
      return;
    }
    this.enterProblem.set(this.texts.problem(address));
    field.focus();
  }

  private open(room: string): Promise<boolean> {
    return this.router.navigate(['r', room]);
  }
}
