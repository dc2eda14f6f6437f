/** How many letters differ between two names (Levenshtein's distance). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const above = row;
    row = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const [corner = 0, over = 0] = above.slice(j, j + 2);
      row.push(Math.min(corner + (letter === other ? 0 : 1), over + 1, (row[j] ?? 0) + 1));
    }
  }
  return row[b.length] ?? 0;
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
