import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { installedVersion, ROOT } from './project.mts';

/**
 * Bundles each runtime dependency into `dist/node_modules/<specifier>`. The package has to contain everything
 * it needs, because the host installs no dependencies of an uploaded plugin. Returns the folders of the
 * packages that were bundled.
 */
export async function bundleDependencies(specifiers: Iterable<string>, dist: string): Promise<string[]> {
  const folders = await Promise.all([...specifiers].map((specifier) => bundle(specifier, dist)));
  return [...new Set(folders.flat())];
}

async function bundle(specifier: string, dist: string): Promise<string[]> {
  const target = path.join(dist, 'node_modules', specifier);
  const result = await build({
    // `require` picks the CommonJS variant of packages that ship both.
    stdin: { contents: `module.exports = require(${JSON.stringify(specifier)});`, resolveDir: ROOT },
    outfile: path.join(target, 'index.js'),
    bundle: true,
    minify: true,
    keepNames: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  });
  mkdirSync(target, { recursive: true });
  const version = installedVersion(specifier) ?? undefined;
  const manifest = { name: specifier, version, main: 'index.js', type: 'commonjs' };
  writeFileSync(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return Object.keys(result.metafile.inputs)
    .map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.resolve(file))?.[0])
    .filter((folder) => folder !== undefined);
}
