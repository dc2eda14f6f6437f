import { TestBed } from '@angular/core/testing';
import { createLocalMedia } from '@holdfast/call-engine';
import { FakeMediaDevices } from '@holdfast/call-engine/testing';
import { asyncScheduler } from 'rxjs';
import { Speakers, type SpeakerBrowser } from '../browser/speakers';
import { CallParts } from '../call-parts';
import { CallStore } from '../call-store';
import { aMemory } from './a-memory';
import { FakeCall } from './fake-call';
import { FakePage } from './fake-page';

/** A store on fakes of everything around it. Times are jest's. */
export class CallBench {
  readonly page = new FakePage();
  /** The calls that the store has made. */
  readonly calls: FakeCall[] = [];
  readonly store: CallStore;

  constructor(
    readonly devices = new FakeMediaDevices(),
    readonly memory = aMemory(),
    speakers: SpeakerBrowser = { prompting: undefined, canSetSpeaker: true },
    resumable: { readonly name: string } | null = null,
    restored: Promise<void> = Promise.resolve(),
  ) {
    const parts: CallParts = {
      createCall: (room) => {
        const call = new FakeCall(room, resumable);
        this.calls.push(call);
        return call;
      },
      createMedia: () => createLocalMedia({ devices, memory }),
      page: this.page.events,
      memory,
      restored,
      speakers: new Speakers(speakers),
      secure: devices.available,
      scheduler: asyncScheduler,
    };
    TestBed.configureTestingModule({ providers: [CallStore, { provide: CallParts, useValue: parts }] });
    this.store = TestBed.inject(CallStore);
  }

  /** The call that the store made last. */
  get call(): FakeCall {
    return this.calls[this.calls.length - 1];
  }

  /** The person opens a link, and the devices answer. */
  async enter(room = 'abcdefghijklmnopqrstuv'): Promise<this> {
    this.store.enter(room);
    await this.settle();
    return this;
  }

  /** What was started happens; no time goes by. */
  async settle(): Promise<void> {
    await jest.advanceTimersByTimeAsync(0);
  }

  /** The page's component is gone. */
  destroy(): void {
    TestBed.resetTestingModule();
  }
}
