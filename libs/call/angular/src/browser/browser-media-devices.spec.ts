import { FakeDeviceTrack } from '@holdfast/call-engine/testing';
import { firstValueFrom, Subject, timer } from 'rxjs';
import { FakeAudio } from '../testing/fake-audio';
import { BrowserMediaDevices, type MediaBrowser } from './browser-media-devices';

/** `navigator.mediaDevices` that gives a track for whatever it is asked. */
class FakeNavigatorDevices extends EventTarget {
  readonly asked: (MediaStreamConstraints | undefined)[] = [];

  getUserMedia(constraints?: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    const track = new FakeDeviceTrack(constraints?.audio ? 'audio' : 'video', 'device-1', 'track-1');
    return Promise.resolve({ getTracks: () => [track] } as unknown as MediaStream);
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve((['audioinput', 'videoinput', 'audiooutput'] as const).map(listed));
  }
}

function listed(kind: MediaDeviceKind): MediaDeviceInfo {
  return { kind, deviceId: `${kind}-1`, label: '', groupId: '', toJSON: () => ({}) };
}

/** A permission that a person changes. */
class FakePermission extends EventTarget {
  constructor(public state: PermissionState) {
    super();
  }

  become(state: PermissionState): void {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}

function permissions(query: (name: string) => Promise<FakePermission>): MediaBrowser['permissions'] {
  return { query: ({ name }) => query(name) as unknown as Promise<PermissionStatus> };
}

function setUp(given: Partial<MediaBrowser> = {}) {
  const navigatorDevices = new FakeNavigatorDevices();
  const focused$ = new Subject<Event>();
  const browser: MediaBrowser = {
    ...audioOf(new FakeAudio()),
    mediaDevices: navigatorDevices,
    permissions: undefined,
    focused$,
    canSetSpeaker: true,
    ...given,
  };
  return { devices: new BrowserMediaDevices(browser), navigatorDevices, focused$ };
}

function audioOf(audio: FakeAudio): Pick<MediaBrowser, 'createContext' | 'createStream' | 'used$'> {
  return {
    createContext: () => audio.createContext(),
    createStream: (track) => audio.createStream(track),
    used$: audio.used$,
  };
}

/** What was started happens: promises that are kept at once precede a timer. */
async function settle(): Promise<void> {
  await firstValueFrom(timer(0));
}

describe('BrowserMediaDevices', () => {
  it('asks for one kind at a time', async () => {
    const { devices, navigatorDevices } = setUp();
    const microphone = await devices.open('microphone', { echoCancellation: true });
    const camera = await devices.open('camera', { frameRate: 30 });
    expect(navigatorDevices.asked).toEqual([{ audio: { echoCancellation: true } }, { video: { frameRate: 30 } }]);
    expect([microphone.kind, camera.kind]).toEqual(['audio', 'video']);
  });

  it('lists no speakers where the browser can not switch them', async () => {
    const kinds = async (canSetSpeaker: boolean) =>
      (await setUp({ canSetSpeaker }).devices.enumerate()).map(({ kind }) => kind);
    expect(await kinds(true)).toEqual(['audioinput', 'videoinput', 'audiooutput']);
    expect(await kinds(false)).toEqual(['audioinput', 'videoinput']);
  });

  it('has none to give outside of a secure context', async () => {
    const { devices } = setUp({ mediaDevices: undefined });
    expect(devices.available).toBe(false);
    expect(await devices.enumerate()).toEqual([]);
    await expect(devices.open('camera', {})).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('tells what is plugged in and out, and when the person comes back', () => {
    const { devices, navigatorDevices, focused$ } = setUp();
    const seen: string[] = [];
    devices.changed$.subscribe(() => seen.push('changed'));
    devices.returned$.subscribe(() => seen.push('returned'));
    navigatorDevices.dispatchEvent(new Event('devicechange'));
    focused$.next(new Event('focus'));
    expect(seen).toEqual(['changed', 'returned']);
  });

  it('tells the permission of a kind and each change of it', async () => {
    const asked: string[] = [];
    const permission = new FakePermission('prompt');
    const query = (name: string) => {
      asked.push(name);
      return Promise.resolve(permission);
    };
    const states: PermissionState[] = [];
    setUp({ permissions: permissions(query) })
      .devices.permission$('camera')
      .subscribe((state) => states.push(state));
    await settle();
    permission.become('denied');
    permission.become('granted');
    expect(asked).toEqual(['camera']);
    expect(states).toEqual(['prompt', 'denied', 'granted']);
  });

  it('is silent where the browser does not know these permissions, or has none at all', async () => {
    const unknown = () => Promise.reject(new TypeError("'camera' is not a valid value for enumeration PermissionName"));
    const seen: unknown[] = [];
    const listener = { next: (state: unknown) => seen.push(state), error: (error: unknown) => seen.push(error) };
    setUp({ permissions: permissions(unknown) })
      .devices.permission$('camera')
      .subscribe(listener);
    setUp().devices.permission$('camera').subscribe(listener);
    await settle();
    expect(seen).toEqual([]);
  });

  it('tells nothing of a permission once nobody listens, also where the browser answers late', async () => {
    const permission = new FakePermission('prompt');
    const states: PermissionState[] = [];
    setUp({ permissions: permissions(() => Promise.resolve(permission)) })
      .devices.permission$('camera')
      .subscribe((state) => states.push(state))
      .unsubscribe();
    await settle();
    permission.become('granted');
    expect(states).toEqual([]);
  });
});
