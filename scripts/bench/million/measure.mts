import { median, percentile, rounded } from '../lib/figures.mts';
import type { MillionWorld } from './world.mts';

/** Requests that aren't counted, so that the app's and database's caches are as on a working day. */
const WARM = 5;

export interface Page {
  rows: Array<{ id: string }>;
  next: string | null;
}

/** Gets a page as a browser does: over HTTP, with everything the host does for a request. */
export async function page(world: MillionWorld, query: Record<string, unknown>): Promise<Page> {
  const { status, body } = await world.owner.get<{ data: Page['rows']; meta: Omit<Page, 'rows'> }>(
    'mailMessages:page',
    { query: { limit: 50, ...query } },
  );
  if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`);
  return { rows: body.data, ...body.meta };
}

export interface Figures {
  p50: number;
  p95: number;
  /** Number of rows in the last response. */
  rows: number;
}

/** Measures the milliseconds of sequential requests, each with its own parameters. */
export async function measure(
  world: MillionWorld,
  times: number,
  query: (round: number) => Record<string, unknown>,
): Promise<Figures> {
  return repeated(times, async (round) => (await page(world, query(round))).rows.length);
}

/** Measures a request that asks for next to nothing: the host's own part of every figure. */
export const measureHost = (world: MillionWorld, times: number): Promise<Figures> =>
  repeated(times, async () => {
    const { status } = await world.owner.get('auth:check');
    if (status !== 200) throw new Error(`refused: ${status}`);
    return 0;
  });

async function repeated(times: number, request: (round: number) => Promise<number>): Promise<Figures> {
  const took: number[] = [];
  let rows = 0;
  for (let round = -WARM; round < times; round++) {
    const started = performance.now();
    rows = await request(Math.abs(round));
    if (round >= 0) took.push(performance.now() - started);
  }
  return { p50: rounded(median(took), 1), p95: rounded(percentile(took, 0.95), 1), rows };
}
