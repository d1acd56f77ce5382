/**
 * npm run bench -- <name>
 *
 * Runs one measurement. The last line is a JSON object, for comparing runs. The names are the files in
 * `bench/`.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './install/root.mjs';
import { runTypeScript } from './installed.mjs';

const [name, ...args] = process.argv.slice(2);
const names = readdirSync(path.join(ROOT, 'scripts/bench'), { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.parse(entry.name).name);
if (!names.includes(name)) {
  console.error(`npm run bench -- <name>, where the name is one of: ${names.join(', ')}`);
  process.exit(1);
}
runTypeScript('scripts/bench/lib/start.mts', [`scripts/bench/${name}.mts`, ...args]);
