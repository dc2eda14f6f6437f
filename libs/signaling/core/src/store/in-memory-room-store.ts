import type { Presence } from '@holdfast/protocol';
import type { Clock } from '../clock';
import { admit } from '../room/admit';
import { leave } from '../room/depart';
import { expire, extend, witnesses } from '../room/expire';
import { lose } from '../room/lose';
import { release, reserve } from '../room/reserve';
import { hasEnded, type Room } from '../room/room';
import { update } from '../room/update';
import type { Absence, SeatRef } from '../seat/seat';
import type {
  Admitted,
  AdmitRequest,
  Departure,
  Expiry,
  Extension,
  PresenceChange,
  Reserved,
  ReserveRefusal,
  ReserveRequest,
  RoomStore,
  SeatChange,
} from './room-store';

/** How long an `InMemoryRoomStore` keeps what nobody uses. */
export interface RoomStoreTimes {
  /** How long a room is kept that nobody has a seat in, in ms. */
  readonly emptyRoomMs: number;
  /** How long a place is kept between a handshake and its socket, in ms. */
  readonly reservationMs: number;
}

/** Keeps the rooms in the memory of this process: nothing to install, gone with the process. */
export class InMemoryRoomStore implements RoomStore {
  private readonly rooms = new Map<string, Room>();

  constructor(
    private readonly times: RoomStoreTimes,
    private readonly clock: Clock,
    /** The name of this store among all that this server has had: random. A ticket of the same name tells it nothing. */
    private readonly epoch: string,
  ) {}

  async look(room: string): Promise<Room | null> {
    const found = this.find(room);
    return found?.life === 'begun' ? found : null;
  }

  async reserve(request: ReserveRequest): Promise<Reserved | ReserveRefusal> {
    const outcome = reserve(this.find(request.room), request, { ...this.times, epoch: this.epoch }, this.clock());
    if (typeof outcome === 'string') return outcome;
    this.keep(outcome.room);
    return outcome.reserved;
  }

  async release(room: string, transport: string): Promise<void> {
    const found = this.find(room);
    if (found) this.keep(release(found, transport));
  }

  async admit(request: AdmitRequest): Promise<Admitted | null> {
    return this.change(request.room, (room) => admit(room, request, this.times.reservationMs, this.clock()));
  }

  async lose(ref: SeatRef, absence: Absence): Promise<SeatChange | null> {
    return this.change(ref.room, (room) => lose(room, ref, absence, this.clock()));
  }

  async update(ref: SeatRef, presence: Presence): Promise<PresenceChange | null> {
    return this.change(ref.room, (room) => update(room, ref, presence));
  }

  async leave(ref: SeatRef): Promise<Departure | null> {
    return this.change(ref.room, (room) => leave(room, ref, this.clock()));
  }

  async witnesses(room: string, seat: string): Promise<readonly string[] | Extension> {
    const found = this.find(room);
    return found ? witnesses(found, seat, this.clock()) : [];
  }

  async extend(room: string, seat: string, byMs: number): Promise<Extension | null> {
    return this.change(room, (found) => extend(found, seat, byMs, this.clock()));
  }

  async expire(room: string, seat: string): Promise<Expiry> {
    const found = this.find(room);
    const expiry = found && expire(found, seat, this.clock());
    if (expiry && 'room' in expiry) this.keep(expiry.room);
    return expiry;
  }

  async sweep(): Promise<readonly string[]> {
    const ended = [...this.rooms.values()].filter((room) => this.hasEnded(room));
    for (const { id } of ended) this.rooms.delete(id);
    return ended.filter(({ life }) => life === 'begun').map(({ id }) => id);
  }

  private find(id: string): Room | null {
    const room = this.rooms.get(id);
    return room && !this.hasEnded(room) ? room : null;
  }

  private hasEnded(room: Room): boolean {
    return hasEnded(room, this.times.emptyRoomMs, this.clock());
  }

  private change<T extends { readonly room: Room }>(id: string, transition: (room: Room) => T | null): T | null {
    const room = this.find(id);
    const change = room && transition(room);
    if (change) this.keep(change.room);
    return change;
  }

  private keep(room: Room): void {
    this.rooms.set(room.id, room);
  }
}
