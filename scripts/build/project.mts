import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where npm installed the host and everything else. */
export const NODE_MODULES = path.join(ROOT, 'node_modules');

export interface PackageJson {
  name: string;
  version: string;
  main: string;
  license: string;
  keywords: string[];
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
  engines: Record<string, string>;
  [field: string]: unknown;
}

/** Reads the repository's own `package.json`, the only place where the package's name is written. */
export function readPackageJson(): PackageJson {
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as PackageJson;
}

/** Returns the installed version of a package, or null if it isn't installed here. */
export function installedVersion(name: string): string | null {
  try {
    const file = path.join(NODE_MODULES, name, 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}
