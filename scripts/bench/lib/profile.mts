import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import type { BenchWorld } from './world.mts';

/** The folder for profiles. If it is set, each bench runs once and its figures can't be compared. */
export const PROFILES = process.env.BENCH_PROFILE;

/**
 * Writes a CPU profile of `work` into the folder named by `BENCH_PROFILE`, and shows the statements it made.
 */
export async function profiled<T>(world: BenchWorld, name: string, work: () => Promise<T>): Promise<T> {
  if (!PROFILES) return work();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  world.statements.clear();
  try {
    return await work();
  } finally {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    const file = path.join(PROFILES, `${name}-${Date.now()}.cpuprofile`);
    writeFileSync(file, JSON.stringify(profile));
    world.statements.show();
    console.log(`profile: ${file}`);
  }
}
