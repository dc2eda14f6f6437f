import type { MediaPresence } from '@holdfast/protocol';
import { combineLatest, merge, of, Subscription, switchMap, type Observable } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { DeviceMemory } from '../ports/device-memory';
import type { MediaDevicesPort, MediaKind } from '../ports/media-devices';
import { choicesOf, NO_CHOICES } from './device-choices';
import { DeviceKeeper } from './device-keeper';
import type { DeviceChoices, DeviceState, MediaProblem } from './device-state';
import { allowedLater$, listedDevices$, pluggedIn$ } from './device-watch';
import type { LocalMedia } from './local-media';
import { presence$ } from './shown-presence';

/** What one's own media asks of the world around it. */
export interface LocalMediaDependencies {
  readonly devices: MediaDevicesPort;
  readonly memory: DeviceMemory;
}

/** Makes one's own microphone and camera. Nothing is asked of the person before the first `turnOn`. */
export function createLocalMedia({ devices, memory }: LocalMediaDependencies): LocalMedia {
  return new DeviceLocalMedia(devices, memory);
}

const KINDS: readonly MediaKind[] = ['microphone', 'camera'];
const NOTHING_SHOWN = { microphone: 'none', camera: 'none' } as const;

class DeviceLocalMedia implements LocalMedia {
  readonly microphone$: Behavior<DeviceState>;
  readonly camera$: Behavior<DeviceState>;
  readonly audio$: Behavior<MediaStreamTrack | null>;
  readonly video$: Behavior<MediaStreamTrack | null>;
  readonly shown$ = new MutableBehavior<Record<MediaKind, MediaPresence>>(NOTHING_SHOWN);
  readonly choices$ = new MutableBehavior<DeviceChoices>(NO_CHOICES);
  readonly level$: Observable<number>;

  private readonly keepers: Readonly<Record<MediaKind, DeviceKeeper>>;
  private readonly scope = new Subscription();

  constructor(
    private readonly devices: MediaDevicesPort,
    private readonly memory: DeviceMemory,
  ) {
    this.keepers = {
      microphone: new DeviceKeeper(devices, 'microphone'),
      camera: new DeviceKeeper(devices, 'camera'),
    };
    const { microphone, camera } = this.keepers;
    this.microphone$ = microphone.state$;
    this.camera$ = camera.state$;
    this.audio$ = microphone.track$;
    this.video$ = camera.track$;
    this.level$ = microphone.state$.pipe(
      switchMap((state) => (state.status === 'on' ? devices.level$(state.track) : of(0))),
    );
    this.scope.add(
      combineLatest([presence$(microphone.state$), presence$(camera.state$)]).subscribe(([ofMicrophone, ofCamera]) =>
        this.show(ofMicrophone, ofCamera),
      ),
    );
    if (devices.available) this.watch();
  }

  async turnOn(kind: MediaKind): Promise<void> {
    this.keepers[kind].dispatch({ type: 'turned-on', preferred: this.memory.recall(kind) });
    await this.keepers[kind].answered();
  }

  turnOff(kind: MediaKind): void {
    this.keepers[kind].dispatch({ type: 'turned-off' });
  }

  async select(kind: MediaKind, deviceId: string): Promise<void> {
    const keeper = this.keepers[kind];
    keeper.dispatch({ type: 'selected', deviceId });
    await keeper.answered();
    // only what was there: a device that fell back to another is not what the person picked
    const { value: state } = keeper.state$;
    if (state.status === 'idle' || ('deviceId' in state && state.deviceId === deviceId))
      this.memory.remember(kind, deviceId);
  }

  release(): void {
    for (const kind of KINDS) this.keepers[kind].dispatch({ type: 'released' });
  }

  dispose(): void {
    this.scope.unsubscribe();
    for (const kind of KINDS) this.keepers[kind].dispose();
    this.shown$.complete();
    this.choices$.complete();
  }

  private show(microphone: MediaPresence, camera: MediaPresence): void {
    const { value: shown } = this.shown$;
    if (shown.microphone !== microphone || shown.camera !== camera) this.shown$.next({ microphone, camera });
  }

  /** Notices by itself what a person changes: permissions, plugs, another program that let go. */
  private watch(): void {
    const listed$ = listedDevices$(this.devices, merge(this.audio$, this.video$));
    this.scope.add(listed$.subscribe((list) => this.choices$.next(choicesOf(list))));
    for (const kind of KINDS) {
      this.scope.add(allowedLater$(this.devices, kind).subscribe(() => this.clear(kind, 'refused')));
      this.scope.add(pluggedIn$(listed$, kind).subscribe(() => this.clear(kind, 'missing')));
      const maybeFree$ = merge(this.devices.changed$, this.devices.returned$);
      this.scope.add(maybeFree$.subscribe(() => this.clear(kind, 'busy')));
    }
  }

  private clear(kind: MediaKind, problem: MediaProblem): void {
    this.keepers[kind].dispatch({ type: 'cleared', problem, preferred: this.memory.recall(kind) });
  }
}
