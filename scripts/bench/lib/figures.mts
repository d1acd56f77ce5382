/** The median of any numbers; NaN if there are none. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

/**
 * Returns the smallest number that at least this share of the numbers doesn't exceed. `share` is between 0
 * and 1.
 */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Rounds to this many decimals. */
export function rounded(number: number, decimals = 2): number {
  return Number(number.toFixed(decimals));
}

export interface Result {
  bench: string;
  /** Median of the runs. */
  value: number;
  unit: string;
  /** In words, such as `≤ 1500`. */
  target: string;
  /** The value of each run. */
  runs: readonly number[];
  [more: string]: unknown;
}

/** Prints the last line of a bench. */
export function report(result: Result): void {
  console.log(JSON.stringify(result));
}

/** Runs it several times, one after the other, and prints each result. Runs it only once while profiling. */
export async function repeat<T>(times: number, run: (round: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 1; round <= (process.env.BENCH_PROFILE ? 1 : times); round++) {
    const result = await run(round);
    console.log(`run ${round}: ${JSON.stringify(result)}`);
    results.push(result);
  }
  return results;
}

/** Returns how many milliseconds it takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
