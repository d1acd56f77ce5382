/**
 * Waits for `work`, but no longer than `patience` milliseconds; after that, returns or throws what `late` does. The
 * work itself continues: it's up to the caller to end it.
 */
export async function withTimeout<T, L>(work: Promise<T>, patience: number, late: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
    // The timer alone must not keep the process alive.
    timer.unref();
  });
  try {
    return await Promise.race([work, over.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
