import { TestBed } from '@angular/core/testing';
import { CallStore } from '@holdfast/call-angular';
import { RoomApi, RoomApiError } from '@holdfast/call-angular/room-api';
import type { DeviceState } from '@holdfast/call-engine';
import { fakeMedia, fakeTrack, playedBy } from '@holdfast/call-ui/testing';
import type { RoomStatus } from '@holdfast/protocol';
import { FakeCallStore } from '../../testing/fake-call-store';
import { Page } from '../../testing/page';
import { Lobby } from './lobby';

const ROOM = 'abcdefghijklmnopqrstuv';
const track = fakeTrack('video');
const on: DeviceState = { status: 'on', track, deviceId: 'one' };
const refused: DeviceState = { status: 'unavailable', problem: 'refused' };

function status(taken: number, capacity = 2): RoomStatus {
  return { room: ROOM, exists: taken > 0, capacity, taken, relayOnly: false };
}

describe('Lobby', () => {
  let store: FakeCallStore;
  let answer: () => Promise<RoomStatus>;
  let asked: number;

  beforeEach(() => {
    fakeMedia();
    jest.useFakeTimers();
    store = new FakeCallStore();
    asked = 0;
    answer = async () => status(0);
    TestBed.configureTestingModule({
      providers: [
        { provide: CallStore, useValue: store },
        { provide: RoomApi, useValue: { status: () => (asked++, answer()) } },
      ],
    });
  });
  afterEach(() => jest.useRealTimers());

  function open(): Page {
    const fixture = TestBed.createComponent(Lobby);
    fixture.componentRef.setInput('room', ROOM);
    return new Page(fixture);
  }

  /** Lets the question to the server go out and its answer come back. */
  async function hear(page: Page, milliseconds = 0): Promise<void> {
    await jest.advanceTimersByTimeAsync(milliseconds);
    page.look();
  }

  it.each<[string, DeviceState, DeviceState]>([
    ['Join the call', on, on],
    ['Join the call', { status: 'asking' }, { status: 'off', deviceId: '' }],
    ['Join without camera', on, refused],
    ['Join without microphone', refused, on],
    ['Join without camera and microphone', refused, refused],
  ])('says "%s" for what there is', (label, microphone, camera) => {
    store.microphone.set(microphone);
    store.camera.set(camera);
    const page = open();
    expect(page.button(label)).toBeDefined();
    page.press(label);
    expect(store.asked).toEqual(['join as ""']);
  });

  it('tells of a join that is to be expected: the pointer comes to the button', () => {
    const page = open();
    const button = page.find('button.join') as HTMLElement;
    button.dispatchEvent(new Event('pointerenter'));
    button.dispatchEvent(new Event('pointerdown'));
    expect(store.asked).toEqual(['expect a join', 'expect a join']);
  });

  it('joins under the name that is typed, and once', async () => {
    store.name.set('Marko');
    const page = open();
    const field = page.find('input') as HTMLInputElement;
    expect(field.value).toBe('Marko');
    field.value = ' Ana ';
    page.press('Join the call');
    page.press('Join the call');
    await hear(page, 100);
    expect(page.find('button.join')?.getAttribute('aria-busy')).toBe('true');
    page.press('Joining …');
    expect(store.asked).toEqual(['join as "Ana"']);
  });

  it('says after a while that a join takes long', () => {
    const page = open();
    page.press('Join the call');
    page.pass(3_000);
    expect(page.read('.told')).toBe('It takes longer than usual. Trying again.');
  });

  it.each<[string, () => Promise<RoomStatus>, string]>([
    ['nobody', async () => status(0), 'Nobody is here yet.'],
    ['somebody', async () => status(1), 'Somebody is already here.'],
    ['several', async () => status(2, 4), '2 people are already here.'],
    ['all', async () => status(2), 'All places are taken. You can try all the same.'],
    ['no room', () => Promise.reject(RoomApiError.answered('room-not-found', '')), 'There is no room with this link.'],
    ['not now', () => Promise.reject(RoomApiError.answered('rate-limited', '')), ''],
  ])('tells who is there: %s', async (_, answers, words) => {
    answer = answers;
    const page = open();
    await hear(page);
    expect(page.read('.told')).toBe(words);
  });

  it('asks again while it is looked at, and no more once it is left', async () => {
    const page = open();
    await hear(page);
    answer = async () => status(1);
    await hear(page, 5_000);
    expect(page.read('.told')).toBe('Somebody is already here.');
    page.close();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(asked).toBe(2);
    expect(store.seen.map(({ taken }) => taken)).toEqual([0, 1]);
  });

  it('says nothing of a server that is silent for less than 3 s, and knows soon that it is back', async () => {
    answer = async () => status(1);
    const page = open();
    await hear(page);
    answer = () => Promise.reject(RoomApiError.unreachable(null));
    await hear(page, 5_000);
    await hear(page, 2_999);
    expect(page.read('.told')).toBe('Somebody is already here.');
    await hear(page, 1);
    expect(page.read('.told')).toBe('The server does not answer. Trying again.');
    answer = async () => status(0);
    await hear(page, 1_000);
    expect(page.read('.told')).toBe('Nobody is here yet.');
    page.close();
  });

  it('speaks of a server that takes a question and is silent, and asks it nothing more meanwhile', async () => {
    answer = () =>
      new Promise((_, reject) => setTimeout(() => reject(RoomApiError.unreachable(new Error('hangs'))), 10_000));
    const page = open();
    await hear(page, 3_000);
    expect(page.read('.told')).toBe('The server does not answer. Trying again.');
    await hear(page, 6_999);
    expect(asked).toBe(1);
    await hear(page, 1_001);
    expect(asked).toBe(2);
    expect(page.read('.told')).toBe('The server does not answer. Trying again.');
    page.close();
  });

  it('shows the own picture and how loud one is', () => {
    store.previewTrack.set(track);
    store.camera.set(on);
    store.microphone.set(on);
    store.level.set(0.5);
    const page = open();
    expect(playedBy(page.find('video') as HTMLVideoElement)).toEqual([track]);
    expect(page.find('[role=meter]')?.getAttribute('aria-valuenow')).toBe('50');
  });

  it('says how to allow what was refused, and notices when it was allowed', () => {
    store.camera.set(refused);
    const page = open();
    expect(page.find('[data-problem=refused]')?.dataset['devices']).toBe('camera');
    page.press('Try the camera again');
    expect(store.asked).toEqual(['retry camera']);
    store.camera.set(on);
    page.look();
    expect(page.find('[data-problem]')).toBeNull();
    expect(page.button('Join the call')).toBeDefined();
  });

  it('says of plain http what it is, and shows no button that could do nothing about it', () => {
    store.secure = false;
    store.camera.set({ status: 'unavailable', problem: 'insecure' });
    store.microphone.set({ status: 'unavailable', problem: 'insecure' });
    const page = open();
    expect(page.read('[data-problem=insecure]')).toContain('--tls=self-signed');
    expect(page.button('Unmute')).toBeUndefined();
    page.press('Join without camera and microphone');
    expect(store.asked).toEqual(['join as ""']);
  });

  it('offers the devices that can be told apart by their names', () => {
    store.choices.set({
      microphones: [{ id: '', label: '' }],
      cameras: [
        { id: 'front', label: 'Front' },
        { id: 'back', label: 'Back' },
      ],
      speakers: [{ id: 'headset', label: 'Headset' }],
    });
    const page = open();
    const selects = [...page.element.querySelectorAll('select')];
    expect(selects.map((select) => select.labels?.[0].firstChild?.textContent?.trim())).toEqual(['Camera', 'Speaker']);
    selects[0].value = 'back';
    selects[0].dispatchEvent(new Event('change'));
    expect(store.asked).toEqual(['select camera back']);
  });

  it('shows the device in use again where the one that was picked can not be had', async () => {
    const cameras = ['front', 'back'].map((id) => ({ id, label: id }));
    store.choices.set({ microphones: [], cameras, speakers: [] });
    store.chosen.set({ microphone: '', camera: 'front', speaker: '' });
    const page = open();
    const select = page.find('select') as HTMLSelectElement;
    select.value = 'back';
    select.dispatchEvent(new Event('change'));
    await hear(page);
    expect(store.asked).toEqual(['select camera back']);
    expect(select.value).toBe('front');
  });

  it('opens the prompt of a browser that has one for speakers', () => {
    store.speakerChoice = 'prompt';
    const page = open();
    page.press('Pick a speaker');
    expect(store.asked).toEqual(['prompt for a speaker']);
  });

  it('hands on the link of the room', () => {
    expect(open().read('.link')).toBe(`${location.host}/r/${ROOM}`);
  });
});
