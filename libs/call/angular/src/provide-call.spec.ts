import { DOCUMENT, Injector } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import { CallStore } from './call-store';
import { provideCall } from './provide-call';

describe('provideCall', () => {
  it('gives a store on this browser: without a secure context it has no devices, and says so', async () => {
    TestBed.configureTestingModule({ providers: provideCall() });
    const store = TestBed.inject(CallStore);
    expect(store.secure).toBe(false);
    expect(store.speakerChoice).toBe('none');
    store.enter('abcdefghijklmnopqrstuv');
    await firstValueFrom(
      toObservable(store.room, { injector: TestBed.inject(Injector) }).pipe(filter((room) => room !== null)),
    );
    expect(store.camera()).toEqual({ status: 'unavailable', problem: 'insecure' });
    expect(store.microphone()).toEqual({ status: 'unavailable', problem: 'insecure' });
    expect(store.state()).toEqual({ phase: 'idle' });
    store.exit();
  });

  it('says that it needs a window where there is none', () => {
    const document: Partial<Document> = { defaultView: null };
    TestBed.configureTestingModule({ providers: [...provideCall(), { provide: DOCUMENT, useValue: document }] });
    expect(() => TestBed.inject(CallStore)).toThrow('A call needs the window of a browser.');
  });
});
