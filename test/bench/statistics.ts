/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error("Nothing was measured.");
  const sorted = [...samples].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1));
  return sorted[index] ?? 0;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/**
 * Times two pieces of work in turns and gives the median of each.
 *
 * In turns, because a busy machine then slows both alike and their ratio keeps its meaning.
 */
export function timeInTurns(
  first: () => unknown,
  second: () => unknown,
  rounds: number,
): readonly [firstMs: number, secondMs: number] {
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    samples[0].push(time(first));
    samples[1].push(time(second));
  }
  return [median(samples[0]), median(samples[1])];
}

export function time(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
