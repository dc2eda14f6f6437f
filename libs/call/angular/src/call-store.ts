import { computed, DestroyRef, inject, Service, signal, type Signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import type { Call, CallState, DeviceState, MediaKind, Peer, SignalingState } from '@holdfast/call-engine';
import type { Participant, RoomStatus } from '@holdfast/protocol';
import { BehaviorSubject, EMPTY, filter, merge, of, Subject, switchMap, tap, timer, type Observable } from 'rxjs';
import { afterStandstill$ } from './browser/standstill';
import { callHistory$, NO_HISTORY } from './call-history';
import { CallParts } from './call-parts';
import { personName } from './person-name';
import { roomInView$ } from './room-in-view';
import { warmth$ } from './warmth';

/** Which devices are in use or were picked, by id; empty where the browser decides. */
export interface ChosenDevices {
  readonly microphone: string;
  readonly camera: string;
  readonly speaker: string;
}

const IDLE: CallState = { phase: 'idle' };
const NOBODY: readonly Peer[] = [];
/** How long a lobby that nobody touches keeps the way to the server open, in ms. */
const LINK_WARM_MS = 120_000;
/** How long it keeps an offer ready, in ms: that one holds ports open, and perhaps a place at a TURN server. */
const OFFER_WARM_MS = 90_000;
/** How long after the page was about to go it counts as still there, in ms. */
const STAYED_MS = 3_000;
const KINDS: readonly MediaKind[] = ['microphone', 'camera'];

/**
 * One room as a page sees it: the engine's streams as signals, and what a person can do. Provided by `provideCall()` in the
 * `providers` of the page's component: one store for one page, and everything ends with it.
 */
@Service({ autoProvided: false })
export class CallStore {
  private readonly parts = inject(CallParts);
  private readonly memory = this.parts.memory;
  private readonly media = this.parts.createMedia();
  private readonly roomSeen$ = new Subject<RoomStatus>();
  private readonly call$ = new BehaviorSubject<Call | null>(null);
  private readonly history = this.ofCall((call) => callHistory$(call, this.parts.scheduler), NO_HISTORY);
  private readonly lastName = signal(this.memory.name);
  /** The room whose lobby opens as soon as is known whether this page was in its call. */
  private entering: string | null = null;
  private readonly pickedRelayOnly = signal(this.memory.relayOnly);
  private readonly pickedSpeaker = signal(this.memory.recall('speaker') ?? '');

  /** The room that was entered; `null` outside of one. */
  readonly room: Signal<string | null> = this.ofCall((call) => of(call.room), null);
  /** Where the page stands with the room. `idle` is the lobby. */
  readonly state: Signal<CallState> = this.ofCall((call) => call.state$, IDLE);
  /** How the link to the server stands. Media does not depend on it. */
  readonly signaling: Signal<SignalingState> = this.ofCall((call) => call.signaling$, 'closed');
  /** One's own seat; `null` before `joined`. */
  readonly self: Signal<Participant | null> = this.ofCall((call) => call.self$, null);
  /** Everybody else, by order. */
  readonly peers: Signal<readonly Peer[]> = this.ofCall((call) => call.peers$, NOBODY);

  readonly microphone = toSignal(this.media.microphone$, { requireSync: true });
  readonly camera = toSignal(this.media.camera$, { requireSync: true });
  /** What can be picked now. */
  readonly choices = toSignal(this.media.choices$, { requireSync: true });
  readonly chosen: Signal<ChosenDevices> = computed(() => ({
    microphone: this.deviceOf('microphone', this.microphone()),
    camera: this.deviceOf('camera', this.camera()),
    speaker: this.speakerInUse(),
  }));
  /** How a speaker is chosen in this browser. */
  readonly speakerChoice = this.parts.speakers.choice;
  /** How loud the own microphone is, 0 to 1. Measured in the lobby alone; 0 in a call. */
  readonly level: Signal<number> = this.ofCall(
    (call) => call.state$.pipe(switchMap((state) => (isLobby(state) ? this.media.level$ : of(0)))),
    0,
  );
  /** The own camera while it is on. */
  readonly previewTrack: Signal<MediaStreamTrack | null> = toSignal(this.media.video$, { requireSync: true });

  /** The name that was joined with last, on this machine; empty at first. */
  readonly name = this.lastName.asReadonly();
  /** Whether this person's media goes through a relay alone, so that nobody learns an address of theirs. Remembered on this machine. */
  readonly relayOnly = this.pickedRelayOnly.asReadonly();
  /** Whether the server gives a TURN server; `null` while that is not known. */
  readonly hasRelay: Signal<boolean | null> = this.ofCall((call) => call.hasRelay$, null);
  /** Since when somebody has been connected in this call, in ms since the epoch; `null` before and after. */
  readonly connectedSince = computed(() => this.history().connectedSince);
  /** What was, once the call has ended; `null` until then and again from the next `join`. */
  readonly summary = computed(() => this.history().summary);
  /** Whether the browser hands out devices to this page at all: false on plain http from another machine. */
  readonly secure = this.parts.secure;

  constructor() {
    this.call$
      .pipe(
        switchMap((call) => (call === null ? EMPTY : this.accompany$(call))),
        takeUntilDestroyed(),
      )
      .subscribe();
    inject(DestroyRef).onDestroy(() => {
      this.exit();
      this.media.dispose();
    });
  }

  /**
   * Opens a room's lobby: asks for the devices, keeps the way to the server warm, and after a reload joins by itself. Until what is kept of
   * the room was read, a few ms, the page is outside of a room.
   */
  enter(room: string): void {
    if (room === (this.entering ?? this.room())) return;
    this.exit();
    this.entering = room;
    void this.parts.restored.then(() => room === this.entering && this.open(room));
  }

  /** Leaves the room's pages: gives the seat up, if there is one, and lets the devices go. Outside of a room nothing happens. */
  exit(): void {
    this.entering = null;
    const call = this.call$.value;
    if (call === null) return;
    this.call$.next(null);
    call.prepare(false);
    // who goes to another page of the app has left; only a page that is torn away (`pagehide`) keeps its seat for a while
    void call.leave().then(() => call.dispose());
    this.media.release();
  }

  /**
   * Tells what the server says of the room (`RoomApi.status`), each time that the lobby asks: where one other is there, an offer is made
   * ready, so that a join needs one round trip less. A page that never tells joins all the same.
   */
  roomSeen(status: RoomStatus): void {
    this.roomSeen$.next(status);
  }

  /** A join is about to be asked for, such as by a pointer that has come to the button; see `Call.expectJoin`. */
  expectJoin(): void {
    this.call$.value?.expectJoin();
  }

  /** Takes a seat and remembers the name. Also after `refused` and `ended`, where the devices are asked for again. */
  join(name: string): void {
    const cleaned = personName(name);
    this.memory.rememberName(cleaned);
    this.lastName.set(cleaned);
    this.call$.value?.join(cleaned);
  }

  /** Takes the seat from the tab that has it, where the state is `elsewhere`; that tab's call ends. */
  takeOver(): void {
    this.call$.value?.takeOver();
  }

  /** Gives the seat up and lets the devices go; resolves when the server knows or 250 ms have passed. */
  async leave(): Promise<void> {
    await this.call$.value?.leave();
  }

  /** Mutes or unmutes; asks for the microphone where there is none yet. Remembered over a reload. */
  toggleMicrophone(): void {
    this.toggle('microphone');
  }

  /** Turns the camera off or on; asks for it where there is none yet. Remembered over a reload. */
  toggleCamera(): void {
    this.toggle('camera');
  }

  /** Asks again for a device that is unavailable. */
  retry(kind: MediaKind): void {
    this.memory.rememberOn(kind);
    void this.media.turnOn(kind);
  }

  /**
   * Takes another device, and remembers it; resolves when it is in use or can't be had. The page applies `chosen().speaker` to its
   * media elements (`setSinkId`).
   */
  async select(kind: MediaKind | 'speaker', deviceId: string): Promise<void> {
    if (kind !== 'speaker') return this.media.select(kind, deviceId);
    this.memory.remember('speaker', deviceId);
    this.pickedSpeaker.set(deviceId);
  }

  /** Sends media through a relay alone from now on, or any way again; in a call by another connection, behind which the one before goes on. Remembered on this machine. */
  setRelayOnly(only: boolean): void {
    this.memory.rememberRelayOnly(only);
    this.pickedRelayOnly.set(only);
    this.call$.value?.relayOnly(only);
  }

  /** Opens the browser's own speaker prompt, where `speakerChoice` is `prompt`. Call it from a click. A dismissed prompt changes nothing. */
  async promptSpeaker(): Promise<void> {
    const deviceId = await this.parts.speakers.prompt();
    if (deviceId !== null) await this.select('speaker', deviceId);
  }

  private open(room: string): void {
    this.entering = null;
    const call = this.parts.createCall(room, this.media);
    if (this.relayOnly()) call.relayOnly(true);
    this.memory.enterRoom(room, call.resumable !== null);
    this.call$.next(call);
    if (call.resumable === null) this.askForIdle();
    else this.join(call.resumable.name);
  }

  private ofCall<T>(pick: (call: Call) => Observable<T>, outside: T): Signal<T> {
    return toSignal(this.call$.pipe(switchMap((call) => (call === null ? of(outside) : pick(call)))), {
      requireSync: true,
    });
  }

  /** Carries what happens to the page to the call, for as long as the call is this page's. */
  private accompany$(call: Call): Observable<unknown> {
    const { page, scheduler } = this.parts;
    const inLobby$ = <T>(stream$: Observable<T>) =>
      call.state$.pipe(switchMap((state) => (isLobby(state) ? stream$ : EMPTY)));
    const warm$ = (lastsMs: number) => warmth$(page.visible$, page.used$, lastsMs, scheduler);
    const seen$ = this.roomSeen$.pipe(filter(({ room }) => room === call.room));
    return merge(
      inLobby$(warm$(LINK_WARM_MS)).pipe(tap((warm) => call.prepare(warm))),
      inLobby$(roomInView$(seen$, warm$(OFFER_WARM_MS), scheduler)).pipe(tap((room) => call.prepareOffer(room))),
      call.state$.pipe(
        filter(({ phase }) => phase === 'ended' || phase === 'elsewhere'),
        tap(() => this.media.release()),
      ),
      // also where the engine joins by itself, behind a page that is gone
      call.state$.pipe(
        filter(({ phase }) => phase === 'joining'),
        tap(() => this.askForIdle()),
      ),
      page.goesAway$.pipe(
        tap(() => call.pageHidden()),
        // a page that is still there was called back, such as from a download or a navigation that was stopped
        switchMap(() => timer(STAYED_MS, scheduler)),
        tap(() => call.pageShown()),
      ),
      merge(page.runsAgain$, afterStandstill$(scheduler)).pipe(tap(() => call.pageShown())),
      page.networkChanged$.pipe(tap(() => call.networkChanged())),
    );
  }

  private askForIdle(): void {
    for (const kind of KINDS) {
      if (this[kind]().status !== 'idle') continue;
      if (this.memory.isOff(kind)) this.media.turnOff(kind);
      else void this.media.turnOn(kind);
    }
  }

  private toggle(kind: MediaKind): void {
    const { status } = this[kind]();
    if (status === 'on' || status === 'asking') {
      this.memory.rememberOff(kind);
      this.media.turnOff(kind);
    } else this.retry(kind);
  }

  private deviceOf(kind: MediaKind, state: DeviceState): string {
    return ('deviceId' in state && state.deviceId) || (this.memory.recall(kind) ?? '');
  }

  /** A listed speaker that is unplugged makes place for the browser's own choice; one from a prompt is not always in the list. */
  private speakerInUse(): string {
    const picked = this.pickedSpeaker();
    const listed = this.choices().speakers.some(({ id }) => id === picked);
    return listed || this.speakerChoice === 'prompt' ? picked : '';
  }
}

/** Whether the person is before the call, with the chance to join it. */
function isLobby({ phase }: CallState): boolean {
  return phase === 'idle' || phase === 'refused';
}
