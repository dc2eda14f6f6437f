/** The token of the options after the defaults were filled in. */
export const ResolvedOptions = Symbol('ResolvedOptions');
