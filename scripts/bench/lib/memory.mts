const EVERY = 50;
const MEGABYTE = 2 ** 20;

export interface Memory {
  /** What the system has given this process, in megabytes. */
  resident: number;
  /** What is in use, objects and buffers, in megabytes. */
  used: number;
}

/** Returns this process's memory after garbage collection. */
export async function settledMemory(): Promise<Memory> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss / MEGABYTE, used: (heapUsed + external) / MEGABYTE };
}

/**
 * Watches this process's resident memory. The returned function returns how far it rose above its start, in
 * megabytes.
 */
export async function watchMemory(): Promise<() => number> {
  const before = (await settledMemory()).resident;
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss() / MEGABYTE);
  };
  const timer = setInterval(look, EVERY);
  return () => {
    clearInterval(timer);
    look();
    return most - before;
  };
}
