/** Holdfast's call engine in Angular: `provideCall()` and the `CallStore`. Import it from lazily loaded routes alone. */
export { CallStore, type ChosenDevices } from './call-store';
export type { CallSummary } from './call-history';
export type { CallOptions } from './call-parts';
export { provideCall } from './provide-call';
export type { SpeakerChoice } from './browser/speakers';
