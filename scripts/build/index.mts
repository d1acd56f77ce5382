import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildClients } from './clients.mts';
import { bundleDependencies } from './dependencies.mts';
import { writeLicenses } from './licenses.mts';
import { writeExternalVersions, writePackageFiles, writeTypes } from './manifest.mts';
import { readPackageJson, ROOT } from './project.mts';
import { buildServer } from './server.mts';

export interface BuildOptions {
  /** The package's name; defaults to the one in `package.json`. */
  name?: string;
  /** Folder for the whole package. Without it, only `dist` in the repository is written. */
  out?: string;
  /** Continues although client modules are broken. */
  force?: boolean;
}

/**
 * Names that a package may have. Nothing else is accepted, because names become part of paths that are
 * overwritten.
 */
const NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/**
 * Builds the plugin. It is first written next to its place and then swapped in, so that a host starting in
 * the meantime never sees half of it. Returns the folder of the package.
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
    const server = await bundleDependencies(required, fresh);
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
