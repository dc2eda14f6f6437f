import { firstValueFrom, Observable, startWith, Subject, timer } from 'rxjs';
import type { MediaDevicesPort, MediaKind } from '../../ports/media-devices';
import { FakeDeviceTrack } from './fake-device-track';

interface FakeDevice {
  readonly kind: MediaKind | 'speaker';
  readonly id: string;
  readonly label: string;
  occupied: boolean;
}

/**
 * A machine's microphones and cameras, and the person in front of it. At first each kind has one device, `front-camera` and
 * `built-in-microphone`, and everything is allowed.
 */
export class FakeMediaDevices implements MediaDevicesPort {
  readonly changed$ = new Subject<void>();
  readonly returned$ = new Subject<void>();
  /** Every track that was ever opened. */
  readonly opened: FakeDeviceTrack[] = [];
  /** What each `open` was asked for, in order. */
  readonly asked: { readonly kind: MediaKind; readonly constraints: MediaTrackConstraints }[] = [];

  private devices: FakeDevice[] = [];
  private questions: (() => void)[] = [];
  private held = false;
  private oneAtATime = false;
  private listed = true;
  private readonly permissions: Record<MediaKind, PermissionState> = { microphone: 'granted', camera: 'granted' };
  private readonly permissionChanged = { microphone: new Subject<void>(), camera: new Subject<void>() };
  private readonly levels$ = new Subject<number>();

  /** @param available whether the page is from a secure context */
  constructor(readonly available = true) {
    this.plugIn('microphone', 'built-in-microphone');
    this.plugIn('camera', 'front-camera');
  }

  /** The tracks that are still open. */
  get live(): readonly FakeDeviceTrack[] {
    return this.opened.filter((track) => track.readyState === 'live');
  }

  /** How many measure the level now. */
  get listeners(): number {
    return Number(this.levels$.observed);
  }

  /** The person says no, now and to every later question. What is open is ended. */
  refuse(kind: MediaKind): void {
    this.permit(kind, 'denied');
    for (const track of this.live.filter(({ kind: of }) => of === trackKind(kind))) track.breakOff();
  }

  /** The person says yes. */
  grant(kind: MediaKind): void {
    this.permit(kind, 'granted');
  }

  /** The person takes a no back and will be asked again. */
  unblock(kind: MediaKind): void {
    this.permit(kind, 'prompt');
  }

  /** Questions stay open until `answer`. */
  hold(): void {
    this.held = true;
  }

  /** Answers the questions that are open, the oldest first, as the devices and permissions are now. */
  answer(count = this.questions.length): void {
    for (const question of this.questions.splice(0, count)) question();
  }

  /** The machine holds one device of a kind at a time, as phones do. */
  holdOneAtATime(): void {
    this.oneAtATime = true;
  }

  plugIn(kind: MediaKind, id: string): void {
    this.devices.push({ kind, id, label: `The ${id}`, occupied: false });
    this.changed$.next();
  }

  /** Listed once a microphone was opened. */
  plugInSpeaker(id: string): void {
    this.devices.push({ kind: 'speaker', id, label: `The ${id}`, occupied: false });
    this.changed$.next();
  }

  unplug(id: string): void {
    this.devices = this.devices.filter((device) => device.id !== id);
    for (const track of this.live.filter(({ deviceId }) => deviceId === id)) track.breakOff();
    this.changed$.next();
  }

  /** Another program takes the device; nobody is told. */
  occupy(id: string): void {
    for (const device of this.devices.filter((each) => each.id === id)) device.occupied = true;
  }

  /** Another program lets the device go; nobody is told. */
  free(id: string): void {
    for (const device of this.devices.filter((each) => each.id === id)) device.occupied = false;
  }

  /** The browser tells nobody which devices there are. */
  refuseToList(): void {
    this.listed = false;
  }

  /** The person comes back to the page. */
  comeBack(): void {
    this.returned$.next();
  }

  /** The person makes a noise. */
  speak(level: number): void {
    this.levels$.next(level);
  }

  /** Resolves when all that follows from what was done has happened: answers come in microtasks, and all of those precede a timer. */
  async quiet(): Promise<void> {
    await firstValueFrom(timer(0));
  }

  open(kind: MediaKind, constraints: MediaTrackConstraints): Promise<MediaStreamTrack> {
    this.asked.push({ kind, constraints });
    return new Promise((resolve, reject) => {
      const answer = () => {
        try {
          resolve(this.take(kind, constraints).asTrack);
        } catch (error) {
          reject(error);
        }
      };
      if (this.held) this.questions.push(answer);
      else answer();
    });
  }

  enumerate(): Promise<readonly MediaDeviceInfo[]> {
    if (!this.listed) return Promise.reject(new DOMException('No list', 'NotAllowedError'));
    return Promise.resolve(
      this.devices.map(({ kind, id, label }) => {
        const known = this.opened.some((track) => track.kind === trackKind(kind));
        const listed = { kind: LISTED_KINDS[kind], groupId: '', toJSON: () => ({}) };
        return { ...listed, deviceId: known ? id : '', label: known ? label : '' };
      }),
    );
  }

  permission$(kind: MediaKind): Observable<PermissionState> {
    return new Observable((subscriber) =>
      this.permissionChanged[kind].pipe(startWith(undefined)).subscribe(() => subscriber.next(this.permissions[kind])),
    );
  }

  level$(): Observable<number> {
    return this.levels$;
  }

  private permit(kind: MediaKind, state: PermissionState): void {
    this.permissions[kind] = state;
    this.permissionChanged[kind].next();
  }

  private take(kind: MediaKind, constraints: MediaTrackConstraints): FakeDeviceTrack {
    if (this.permissions[kind] === 'denied') throw new DOMException('The person said no', 'NotAllowedError');
    const wanted = (constraints.deviceId as { exact?: string } | undefined)?.exact;
    const devices = this.devices.filter((device) => device.kind === kind);
    const device = wanted === undefined ? devices[0] : devices.find(({ id }) => id === wanted);
    if (device === undefined)
      throw new DOMException('No such device', wanted === undefined ? 'NotFoundError' : 'OverconstrainedError');
    const second = this.oneAtATime && this.live.some((track) => track.kind === trackKind(kind));
    if (device.occupied || second) throw new DOMException('It is held already', 'NotReadableError');
    const track = new FakeDeviceTrack(trackKind(kind), device.id, `device-track-${this.opened.length + 1}`);
    this.opened.push(track);
    return track;
  }
}

const LISTED_KINDS = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' } as const;

function trackKind(kind: MediaKind | 'speaker'): 'audio' | 'video' {
  return kind === 'camera' ? 'video' : 'audio';
}
