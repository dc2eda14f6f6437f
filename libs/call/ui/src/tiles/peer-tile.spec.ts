import { TestBed } from '@angular/core/testing';
import type { ConnectionState, Peer } from '@holdfast/call-engine';
import { fakeMedia, fakePeer, fakeTrack, getsAFrame, playedBy, type FakeMedia, type PeerSketch } from '../testing';
import { NOBODY } from './nobody';
import { PeerTile } from './peer-tile';

describe('PeerTile', () => {
  let media: FakeMedia;

  beforeEach(() => (media = fakeMedia()));
  afterEach(() => jest.useRealTimers());

  function show(sketch: PeerSketch = {}) {
    const fixture = TestBed.createComponent(PeerTile);
    const update = (peer: Peer) => {
      fixture.componentRef.setInput('peer', peer);
      fixture.detectChanges();
    };
    update(fakePeer(sketch));
    const tile: HTMLElement = fixture.nativeElement;
    return { fixture, tile, update };
  }

  it('plays picture and sound in an element each', () => {
    const [audio, video] = [fakeTrack('audio'), fakeTrack('video')];
    const { tile } = show({ audio, video });
    expect(playedBy(tile.querySelector('video'))).toEqual([video]);
    expect(playedBy(tile.querySelector('audio'))).toEqual([audio]);
  });

  it('is ready for somebody who comes, says nothing until then, and needs no other picture', () => {
    jest.useFakeTimers();
    const { tile, fixture, update } = show();
    update(NOBODY);
    jest.advanceTimersByTime(1_000);
    fixture.detectChanges();
    const picture = tile.querySelector('video');
    expect(tile.dataset['tile']).toBeUndefined();
    expect(tile.querySelector('h2')).toBeNull();
    expect(picture).not.toBeNull();
    update(fakePeer({ connection: 'connecting', video: null }));
    update(fakePeer());
    expect(tile.dataset['tile']).toBe('remote');
    expect(tile.querySelector('video')).toBe(picture);
  });

  it('carries the states of the peer for who looks from outside', () => {
    const { tile } = show({ connection: 'restarting', path: 'relayed', microphone: 'off', camera: 'none' });
    expect({ ...tile.dataset }).toMatchObject({
      tile: 'remote',
      connection: 'restarting',
      path: 'relayed',
      microphone: 'off',
      camera: 'none',
    });
  });

  it('shows who has no name as a guest', () => {
    const { tile } = show({ name: '' });
    expect(tile.getAttribute('aria-label')).toBe('Guest');
    expect(tile.querySelector('.name')?.textContent).toContain('Guest');
  });

  it('says that microphone and camera are off, and keeps the sound', () => {
    const { tile } = show({ microphone: 'off', camera: 'off' });
    expect(tile.querySelector('.name')?.textContent).toContain('Ana’s microphone is off');
    expect(tile.querySelector('.name')?.textContent).toContain('Ana’s camera is off');
    expect(tile.querySelector('video')).toBeNull();
    expect(tile.querySelector('call-avatar')?.textContent).toBe('A');
    expect(playedBy(tile.querySelector('audio'))).toHaveLength(1);
  });

  it.each<[ConnectionState, string | null]>([
    ['connected', null],
    ['waiting', 'No contact with Ana'],
    ['restarting', 'The connection to Ana broke off'],
    ['renewing', 'The connection to Ana broke off'],
    ['unreachable', 'Ana can’t be reached'],
  ])('has words for a connection that is %s', (connection, heading) => {
    const { tile } = show({ connection });
    expect(tile.querySelector('h2')?.textContent ?? null).toBe(heading);
  });

  it.each<[ConnectionState, string]>([
    ['none', 'Ana is here'],
    ['connecting', 'Connecting to Ana'],
  ])('speaks of a first connection that is %s only where it takes long', (connection, heading) => {
    jest.useFakeTimers();
    const { fixture, tile, update } = show({ connection });
    const said = () => {
      fixture.detectChanges();
      return tile.querySelector('h2')?.textContent ?? null;
    };
    jest.advanceTimersByTime(299);
    expect(said()).toBeNull();
    jest.advanceTimersByTime(1);
    expect(said()).toBe(heading);
    update(fakePeer({ connection: 'connected' }));
    expect(said()).toBeNull();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('only notes that a socket is gone while media flows, and that the place is kept when it does not', () => {
    const { tile, update } = show({ state: 'away' });
    expect(tile.querySelector('h2')).toBeNull();
    expect(tile.querySelector('.away')?.textContent).toBe('no contact with the server');
    update(fakePeer({ state: 'away', connection: 'unreachable' }));
    expect(tile.querySelector('h2')?.textContent).toBe('Ana is away');
    expect(tile.querySelector('.away')).toBeNull();
  });

  it('says something else of each rung, in a sentence that goes on', () => {
    const rungs: readonly ConnectionState[] = ['waiting', 'restarting', 'renewing', 'unreachable'];
    const said = rungs.map((connection) => show({ connection }).tile.querySelector('.over')?.textContent);
    expect(new Set(said).size).toBe(rungs.length);
  });

  it('keeps the last frame while there is no connection, through reload and new generation', () => {
    const [before, after] = [fakeTrack('video'), fakeTrack('video')];
    const { tile, update } = show({ video: before });
    const held = () => tile.querySelector('canvas')?.hidden === false;
    getsAFrame(tile.querySelector('video'));
    update(fakePeer({ connection: 'waiting', video: before }));
    update(fakePeer({ connection: 'renewing', camera: 'none', video: null }));
    expect(held()).toBe(true);
    update(fakePeer({ connection: 'connected', video: after }));
    expect(held()).toBe(true);
    expect(media.drawn).toEqual([before]);
  });

  it('keeps no frame of a camera that was turned off, or that does not come back', () => {
    const { tile, update } = show();
    update(fakePeer({ connection: 'waiting', camera: 'off' }));
    expect(tile.querySelector('video')).toBeNull();
    update(fakePeer());
    update(fakePeer({ connection: 'waiting', camera: 'none' }));
    expect(tile.querySelector('video')).not.toBeNull();
    update(fakePeer({ camera: 'none' }));
    expect(tile.querySelector('video')).toBeNull();
  });

  it('speaks of the own network alone where that is gone, whatever is known of the peer', () => {
    const { fixture, tile, update } = show();
    fixture.componentRef.setInput('noNetwork', true);
    update(fakePeer({ connection: 'unreachable', state: 'away' }));
    expect(tile.querySelector('h2')?.textContent).toBe('Your network seems to be gone');
    expect(tile.querySelector('.over')?.textContent).not.toContain('Ana');
    update(fakePeer());
    expect(tile.querySelector('h2')).toBeNull();
  });

  it('counts the loss through all rungs, and begins anew after the next one', () => {
    jest.useFakeTimers({ now: 1_000_000 });
    const { fixture, tile, update } = show();
    const counted = () => tile.querySelector('call-elapsed')?.textContent ?? null;
    const wait = (milliseconds: number) => {
      jest.advanceTimersByTime(milliseconds);
      fixture.detectChanges();
    };
    expect(counted()).toBeNull();
    update(fakePeer({ connection: 'waiting' }));
    wait(2_000);
    update(fakePeer({ connection: 'restarting' }));
    wait(3_000);
    expect(counted()).toBe('0:05');
    update(fakePeer({ connection: 'connected' }));
    expect(counted()).toBeNull();
    update(fakePeer({ connection: 'waiting' }));
    expect(counted()).toBe('0:00');
  });

  it('tells that the browser keeps the sound back, and plays it on demand', async () => {
    media.refuseToPlay('NotAllowedError');
    const told: boolean[] = [];
    const { fixture, update } = show({ audio: null });
    fixture.componentInstance.soundBlocked.subscribe((blocked) => told.push(blocked));
    update(fakePeer());
    await fixture.whenStable();
    expect(told).toEqual([true]);
    media.allowToPlay();
    fixture.componentInstance.playSound();
    await fixture.whenStable();
    expect(told).toEqual([true, false]);
  });
});
