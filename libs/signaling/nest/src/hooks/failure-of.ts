/** What the log says of something that a hook has thrown: its name alone, since a message may hold credentials or addresses. */
export function failureOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
