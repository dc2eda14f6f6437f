/** How many letters differ between two names (Levenshtein's distance). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * The known name that somebody who wrote `name` most likely meant; `undefined` where none is near.
 * @param prefix What all names begin with, and which therefore says nothing.
 */
export function nearestName(name: string, known: readonly string[], prefix: RegExp): string | undefined {
  const written = name.replace(prefix, '');
  const [nearest] = known
    .map((candidate) => ({ candidate, away: distance(written, candidate.replace(prefix, '')) }))
    .sort((a, b) => a.away - b.away);
  return nearest && nearest.away <= Math.max(1, written.length / 3) ? nearest.candidate : undefined;
}
