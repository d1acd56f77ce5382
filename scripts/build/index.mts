import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildClients } from './clients.mts';
import { bundleDependencies } from './dependencies.mts';
import { writeLicenses } from './licenses.mts';
import { writeExternalVersions, writePackageFiles, writeTypes } from './manifest.mts';
import { readPackageJson, ROOT } from './project.mts';
import { buildServer } from './server.mts';

export interface BuildOptions {
  /** The package's name; `package.json`'s unless given. */
  name?: string;
  /** Folder that gets the whole package; without it only `dist` in the repository is written. */
  out?: string;
  /** Go on although client modules are broken. */
  force?: boolean;
}

/** Folder names that a published package may have; anything else in `out` is not ours to overwrite. */
const NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/**
 * Builds the plugin. Written beside its place first and then swapped in, so that a host that starts
 * meanwhile never sees half of it.
 * @returns the folder of the package
 */
export async function buildPlugin({
  name = readPackageJson().name,
  out,
  force,
}: BuildOptions = {}): Promise<string> {
  if (!NAME.test(name)) throw new Error(`"${name}" is no package name`);
  const folder = path.resolve(out ?? ROOT);
  const dist = path.join(folder, 'dist');
  const fresh = path.join(folder, `.dist-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  try {
    const dependencies = Object.keys(readPackageJson().dependencies);
    const [client, required] = await Promise.all([
      buildClients(name, fresh, force ?? false),
      buildServer(name, fresh, dependencies),
    ]);
    const server = await bundleDependencies(new Set([...dependencies, ...required]), fresh);
    writeTypes(fresh);
    writeExternalVersions(fresh);
    writeLicenses([...client, ...server], path.join(fresh, 'THIRD-PARTY-LICENSES.txt'));
    if (folder !== ROOT) writePackageFiles(name, folder);
    swap(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

function swap(fresh: string, dist: string): void {
  const old = `${fresh}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}
