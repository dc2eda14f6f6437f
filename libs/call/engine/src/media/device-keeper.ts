import { filter, firstValueFrom } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { MediaDevicesPort, MediaKind } from '../ports/media-devices';
import {
  IDLE,
  requestOf,
  shownState,
  trackOf,
  transition,
  type Device,
  type DeviceEvent,
  type DeviceRequest,
} from './device';
import type { DeviceState } from './device-state';
import { problemOf } from './media-problem';
import { openTrack } from './open-track';

/** Keeps one microphone or camera as its state says: opens what is asked for, closes every track that stands in no state. */
export class DeviceKeeper {
  readonly state$: Behavior<DeviceState>;
  /** What is sent. A muted microphone's track stays, silent. */
  readonly track$: Behavior<MediaStreamTrack | null>;

  private readonly device$ = new MutableBehavior<Device>(IDLE);
  private readonly shown$ = new MutableBehavior<DeviceState>(shownState(IDLE));
  private readonly sent$ = new MutableBehavior<MediaStreamTrack | null>(null);
  private readonly waiting: DeviceEvent[] = [];
  private disposed = false;

  constructor(
    private readonly devices: MediaDevicesPort,
    private readonly kind: MediaKind,
  ) {
    this.state$ = this.shown$;
    this.track$ = this.sent$;
  }

  /** Lets something happen to the device. What happens while another event is dealt with waits for its turn. */
  dispatch(event: DeviceEvent): void {
    if (this.disposed) return;
    if (this.waiting.push(event) > 1) return;
    for (let next: DeviceEvent | undefined = event; next !== undefined; next = this.waiting[0]) {
      this.follow(transition(this.device$.value, next, this.kind));
      this.waiting.shift();
    }
  }

  /** Resolves when nothing is asked for any more: the answer stands in `state$`. */
  async answered(): Promise<void> {
    await firstValueFrom(this.device$.pipe(filter((device) => requestOf(device) === null)), { defaultValue: IDLE });
  }

  dispose(): void {
    this.dispatch({ type: 'released' });
    this.disposed = true;
    this.device$.complete();
    this.shown$.complete();
    this.sent$.complete();
  }

  /** Makes the world as the state says. The new track is told before the old one is closed, so that a change has no gap. */
  private follow(device: Device): void {
    const before = this.device$.value;
    const [held, track] = [trackOf(before), trackOf(device)];
    if (track !== null) track.enabled = device.status === 'on';
    if (track !== held) track?.addEventListener('ended', this.vanished);
    this.device$.next(device);
    this.sent$.next(track);
    this.show(shownState(device));
    if (track !== held && held !== null) this.close(held);
    const request = requestOf(device);
    if (request !== null && request !== requestOf(before)) void this.open(request);
  }

  private show(state: DeviceState): void {
    if (!isSame(state, this.shown$.value)) this.shown$.next(state);
  }

  private async open(request: DeviceRequest): Promise<void> {
    let event: DeviceEvent;
    try {
      if (!this.devices.available) return this.dispatch({ type: 'failed', request, problem: 'insecure' });
      const track = await openTrack(this.devices, this.kind, request.deviceId);
      const deviceId = track.getSettings().deviceId ?? request.deviceId ?? '';
      event = { type: 'opened', request, track, deviceId };
    } catch (error) {
      event = { type: 'failed', request, problem: problemOf(error) };
    }
    this.dispatch(event);
    if (event.type !== 'opened') return;
    const { track } = event;
    // an answer that came too late, or to a camera that was turned off meanwhile: nobody holds it
    if (trackOf(this.device$.value) !== track) track.stop();
    // it ended before anybody could listen
    else if (track.readyState === 'ended') this.dispatch({ type: 'vanished', track });
  }

  private close(track: MediaStreamTrack): void {
    track.removeEventListener('ended', this.vanished);
    track.stop();
  }

  private readonly vanished = (event: Event): void => {
    this.dispatch({ type: 'vanished', track: event.target as MediaStreamTrack });
  };
}

/** Whether two states tell a page the same: a device that is being changed is still the same device to it. */
function isSame(a: DeviceState, b: DeviceState): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof DeviceState>;
  return [...keys].every((key) => Object.is(a[key], b[key]));
}
