/**
 * npm run tour [-- <part of a name> …]
 *
 * Takes screenshots of everything people see in the demo's host and puts them into `.tour/`: light and dark,
 * wide and narrow, in all languages and in both clients. Words limit it to pictures whose names contain one of them.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './build/project.mts';
import { Camera } from './tour/camera.mts';
import { SHOTS } from './tour/shots.mts';
import { startTourWorld } from './tour/world.mts';

const words = process.argv.slice(2);
const chosen = SHOTS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const folder = path.join(ROOT, '.tour');
const missed: string[] = [];
const stops: Array<() => Promise<void>> = [];

async function run(): Promise<void> {
  if (chosen.length === 0) throw new Error(`No picture's name contains ${words.join(' or ')}.`);
  const world = await startTourWorld(console.log);
  stops.push(() => world.stop());
  const camera = await Camera.open(world);
  stops.push(() => camera.close());
  if (words.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const shot of chosen) {
    try {
      await writeFile(path.join(folder, `${shot.name}.png`), await camera.take(shot));
      console.log(`  ${shot.name}`);
    } catch (error) {
      missed.push(shot.name);
      console.error(`  ${shot.name}: ${error instanceof Error ? error.message : String(error)}`);
      await writeFile(path.join(folder, `${shot.name}.failed.png`), await camera.now()).catch(
        () => undefined,
      );
    }
  }
  console.log(`${chosen.length - missed.length} of ${chosen.length} pictures are in .tour/`);
  if (missed.length > 0) process.exitCode = 1;
}

let stopping: Promise<void> | null = null;
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of stops.splice(0).reverse()) await stop().catch(() => undefined);
  })();
  return stopping;
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stopAll().then(() => process.exit(130)));
try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stopAll();
  process.exit();
}
