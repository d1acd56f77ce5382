interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/**
 * Does together what is asked for at about the same time (group commit): while `work` is busy with some, others
 * gather and go next. Nobody waits for company. What fails in a group is tried once more alone, so that one does
 * not answer for another: `work` may see an item twice.
 */
export function grouped<T, R>(
  work: (items: T[]) => Promise<readonly R[]>,
  most = 20,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let busy = false;

  const settle = async (group: Waiting<T, R>[]): Promise<void> => {
    try {
      const results = await work(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(results[index]));
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await settle([one]);
    }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) await settle(waiting.splice(0, most));
    busy = false;
  };

  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy) return;
      busy = true;
      setImmediate(() => void run());
    });
}
