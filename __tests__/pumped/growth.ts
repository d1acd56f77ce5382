export type Call = (text: string) => unknown;

const SIZES = [1250, 2500, 5000, 10_000, 20_000];
/** Milliseconds of this process's own work. What is faster at the largest size grows slowly enough to be no danger. */
const FLOOR = 20;
/** What takes this long has shown how it grows; a larger input would only take longer. */
const ENOUGH = 80;
const MOST = 3;
const REPEATS = 3;
/** What looks slow is measured once more with so many: the garbage of other calls then disturbs not all of them. */
const SURE = 12;

/** What a call costs this process, however busy the machine is with other work. */
async function cost(call: Call, text: string): Promise<number> {
  const before = process.cpuUsage();
  await call(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The cheapest of several runs of each, which take turns: what disturbs one disturbs the other. */
async function leastCosts(call: Call, texts: [string, string], repeats: number): Promise<[number, number]> {
  const least: [number, number] = [Infinity, Infinity];
  for (let run = 0; run < repeats; run++)
    for (const at of [0, 1] as const) least[at] = Math.min(least[at], await cost(call, texts[at]));
  return least;
}

/** Whether a call takes more than three times as long for an input twice as long, and so on for the next two sizes. */
export async function isSuperLinear(call: Call, make: (length: number) => string): Promise<boolean> {
  for (const size of SIZES) {
    // The runner wants to be heard from meanwhile.
    await new Promise(setImmediate);
    const first = await cost(call, make(size));
    if (first < FLOOR) continue;
    const growsTo = async (length: number, repeats: number) => {
      const [half, whole] = await leastCosts(call, [make(length / 2), make(length)], repeats);
      return whole >= FLOOR && whole / half > MOST;
    };
    // Further on too: a step (the heap grows, a cache ends) does not come again, but what grows faster always does.
    if (
      (await growsTo(size, REPEATS)) &&
      (await growsTo(size, SURE)) &&
      (await growsTo(2 * size, SURE)) &&
      (await growsTo(4 * size, REPEATS))
    )
      return true;
    if (first > ENOUGH) return false;
  }
  return false;
}
