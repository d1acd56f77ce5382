import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildPlugin } from '../build/index.mts';
import { readPackageJson } from '../build/project.mts';
import { hostDir, type HostOptions } from './options.mts';
import { linkPlugin } from './overlay.mts';

/**
 * Builds the plugin straight into the host's storage. The repository itself is never used, because the host
 * serves a plugin's folder to everyone who can reach it.
 */
export async function stage(options: HostOptions = {}): Promise<{ name: string; folder: string }> {
  const dir = hostDir(options);
  const name = options.name ?? readPackageJson().name;
  const folder = path.join(dir, 'storage/plugins', name);
  mkdirSync(folder, { recursive: true });
  if (options.package) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(options.package, folder, { recursive: true });
  } else await buildPlugin({ name, out: folder, force: options.force });
  linkPlugin(dir, name, folder);
  return { name, folder };
}

/** Returns a hash that changes when the database has to be upgraded: collections, migrations, the version. */
export function schemaFingerprint(folder: string): string {
  const hash = createHash('sha256').update(readFileSync(path.join(folder, 'package.json')));
  for (const part of ['collections', 'migrations', 'fields.js']) {
    for (const file of javascriptBelow(path.join(folder, 'dist/server', part))) {
      hash.update(file).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function javascriptBelow(folder: string): string[] {
  if (folder.endsWith('.js')) return [folder];
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .sort()
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
