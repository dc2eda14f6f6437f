/**
 * Holdfast's signaling for any Nest app: `imports: [SignalingModule.forRoot({})]` is all it takes.
 *
 * What the app itself binds, because it happens before any controller: `app.useGlobalFilters(new RestErrorFilter())`, so that a body
 * which is no JSON, too large or of another type is answered with a typed error as well; and `app.enableShutdownHooks()`, so that
 * clients are told before the server stops.
 */
export * from './hooks/ice-servers';
export * from './hooks/may-join';
export * from './hooks/signaling-events';
export * from './hooks/turn-ice-servers';
export * from './rest/rest-error.filter';
export * from './signaling-options';
export * from './signaling.module';
export * from './socket/signaling.adapter';
export { RoomStore, RateLimiter, SignalingError, type LifecycleEvent, type RateLimit } from '@holdfast/signaling-core';
