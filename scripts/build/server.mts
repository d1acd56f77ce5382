import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { SERVER_MODULES } from './host-modules.mts';
import { ROOT } from './project.mts';

/**
 * Folders that run on the server. The host imports `collections` and `migrations` by folder, so files stay
 * separate.
 */
const FOLDERS = ['server', 'common', 'locale', 'swagger'];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function exists(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

/** Returns the package of a specifier: `a/b` → `a`, `@a/b/c` → `@a/b`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function requiredModules(code: string): string[] {
  return [...code.matchAll(/\b(?:require|import)\("([^".][^"]*)"\)/g)]
    .map((match) => match[1] ?? '')
    .filter((specifier) => !specifier.startsWith('node:') && !builtinModules.includes(specifier));
}

/**
 * Compiles the server's TypeScript to CommonJS, file by file. Returns the specifiers of our own runtime
 * dependencies that the code requires.
 */
export async function buildServer(
  name: string,
  dist: string,
  dependencies: readonly string[],
): Promise<Set<string>> {
  const sources = FOLDERS.map((folder) => path.join(ROOT, 'src', folder))
    .filter(exists)
    .flatMap(filesBelow)
    .filter((file) => !file.includes('__tests__'));
  const code = sources.filter((file) => /\.ts$/.test(file) && !file.endsWith('.d.ts'));

  const result = await build({
    entryPoints: code,
    outdir: dist,
    outbase: path.join(ROOT, 'src'),
    bundle: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    define: { __PACKAGE_NAME__: JSON.stringify(name) },
    tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
    write: true,
    metafile: true,
    logLevel: 'silent',
  });

  for (const file of sources.filter((source) => source.endsWith('.json'))) {
    const target = path.join(dist, path.relative(path.join(ROOT, 'src'), file));
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
  return checkRequired(await outputsOf(Object.keys(result.metafile.outputs)), dependencies);
}

async function outputsOf(files: string[]): Promise<Map<string, string>> {
  const { readFile } = await import('node:fs/promises');
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
}

/**
 * Throws if a module comes neither from the host nor from this package, which would only be noticed at run
 * time.
 */
function checkRequired(outputs: Map<string, string>, dependencies: readonly string[]): Set<string> {
  const own = new Set<string>();
  for (const [file, code] of outputs) {
    for (const specifier of requiredModules(code)) {
      const required = packageOf(specifier);
      if (dependencies.includes(required)) own.add(specifier);
      else if (!required.startsWith('@nocobase/') && !SERVER_MODULES.includes(required)) {
        throw new Error(`${file} requires ${specifier}: not provided by the host and not in "dependencies"`);
      }
    }
  }
  return own;
}
