import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installedVersion, readPackageJson, ROOT } from './project.mts';
import type { Lane } from './host-modules.mts';

/** Files next to `dist` that belong to the package. */
const FILES = [
  'client.js',
  'client.d.ts',
  'client-v2.js',
  'client-v2.d.ts',
  'server.js',
  'server.d.ts',
  'LICENSE',
];

/**
 * Fields of the published manifest. Development details are left out, because the host serves this file to
 * everyone.
 */
const PUBLISHED =
  /^(version|displayName.*|description.*|keywords|license|homepage|repository|main|engines|peerDependencies(Meta)?)$/;

/** Returns the package's manifest under the given name. */
export function publishedManifest(name: string): Record<string, unknown> {
  const fields = Object.entries(readPackageJson()).filter(([field]) => PUBLISHED.test(field));
  return { name, ...Object.fromEntries(fields) };
}

/** Writes `package.json`, the root stubs, the licence and the read-mes next to a `dist`. */
export function writePackageFiles(name: string, folder: string): void {
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(publishedManifest(name), null, 2)}\n`);
  const readmes = ['README.md', 'README.zh-CN.md', 'README.de-DE.md'];
  for (const file of [...FILES, ...readmes]) {
    if (existsSync(path.join(ROOT, file))) cpSync(path.join(ROOT, file), path.join(folder, file));
  }
}

/** Writes the type declarations that the root stubs refer to. */
export function writeTypes(dist: string): void {
  const packages = {
    server: '@nocobase/server',
    client: '@nocobase/client',
    'client-v2': '@nocobase/client-v2',
  };
  for (const [lane, from] of Object.entries(packages)) {
    const text = `import { Plugin } from '${from}';\n\nexport default class extends Plugin {}\n`;
    writeFileSync(path.join(dist, lane, 'index.d.ts'), text);
  }
}

/**
 * Writes `externalVersion.js`. The host compares these versions with its own, and calls a plugin without this
 * file incompatible.
 */
export function writeExternalVersions(dist: string): void {
  const host = installedVersion('@nocobase/server');
  if (!host) throw new Error('@nocobase/server is not installed');
  const used = new Set(['@nocobase/server', '@nocobase/database']);
  for (const lane of ['client', 'client-v2'] satisfies Lane[]) {
    for (const name of amdDependencies(path.join(dist, lane, 'index.js'))) used.add(name);
  }
  const versions: Record<string, string> = {};
  for (const name of [...used].sort()) {
    // A sub-path belongs to its package.
    const owner = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
    const version = owner.startsWith('@nocobase/') ? host : installedVersion(owner);
    if (version) versions[owner] = version;
  }
  writeFileSync(
    path.join(dist, 'externalVersion.js'),
    `module.exports = ${JSON.stringify(versions, null, 2)};\n`,
  );
}

function amdDependencies(file: string): string[] {
  const list = /\bdefine\("[^"]+",\s*(\[[^\]]*\])/.exec(readFileSync(file, 'utf8'))?.[1];
  if (!list) throw new Error(`${file} is no named UMD bundle`);
  return JSON.parse(list) as string[];
}
