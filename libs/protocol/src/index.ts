/**
 * The wire of Holdfast: every message, ack, error code and limit. This entry has no schema at run time, so it costs a page nothing;
 * `@holdfast/protocol/schemas` has the schemas that the types here are inferred from.
 */
export * from './connection-id';
export * from './error-codes';
export * from './events';
export * from './ids';
export * from './limits';
export type * from './schemas';
