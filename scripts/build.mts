/**
 * npm run build [-- --name <package> [--out <folder>]]
 *
 * Without `--name`, builds `dist/` in the repository, for `npm pack`. With it, builds the same plugin under
 * another name, as a whole package in `--out` (default: `build/<name>`), for `npm pack ./build/<name>`.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPlugin } from './build/index.mts';
import { readPackageJson, ROOT } from './build/project.mts';

const { values } = parseArgs({ options: { name: { type: 'string' }, out: { type: 'string' } } });
const own = readPackageJson().name;
const renamed = values.name !== undefined && values.name !== own;
const out =
  values.out ??
  (renamed ? path.join(ROOT, 'build', values.name!.replace(/^@/, '').replace('/', '-')) : undefined);

const started = performance.now();
try {
  const folder = await buildPlugin({ name: values.name, out });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const where = path.relative(process.cwd(), folder) || '.';
  console.log(`Built ${values.name ?? own} in ${seconds} s.  npm pack${where === '.' ? '' : ` ./${where}`}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
