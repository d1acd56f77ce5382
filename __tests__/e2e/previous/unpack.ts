import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleDependencies } from '../../../scripts/build/dependencies.mts';

const run = promisify(execFile);

/** The release that people upgrade from; `scripts/previous-release.mjs` made it. */
const RELEASE = path.join(import.meta.dirname, 'release.tar.gz');

/** Unpacks the previous release, complete again with the libraries that it brings along; answers its folder. */
export async function unpackPrevious(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await run('tar', ['xzf', RELEASE, '-C', folder]);
  const dist = path.join(folder, 'package/dist');
  const manifests = readdirSync(path.join(dist, 'node_modules'), { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'package.json')
    .map((file) => readFile(path.join(dist, 'node_modules', file), 'utf8'));
  const names = (await Promise.all(manifests)).map((text) => (JSON.parse(text) as { name: string }).name);
  await bundleDependencies(names, dist);
  return path.join(folder, 'package');
}
