import { build, type BuildOptions } from 'esbuild';
import path from 'node:path';

/** A page's script for a browser: our components as they are, the host's modules replaced by small stand-ins. */
export const bundlePage = once(async (entry: string): Promise<string> => {
  const { outputFiles } = await build({ ...options(entry), write: false, format: 'iife' });
  return outputFiles[0]?.text ?? '';
});

/** The same in chunks, as the host loads them: the name of each file with its text. The page is `page.js`. */
export const bundleChunks = once(async (entry: string): Promise<ReadonlyMap<string, string>> => {
  const { outputFiles } = await build({
    ...options(entry),
    write: false,
    ...{ format: 'esm', splitting: true, outdir: '/', entryNames: 'page', chunkNames: 'chunk-[name]-[hash]' },
  });
  return new Map(outputFiles.map(({ path: file, text }) => [path.basename(file), text]));
});

/** Files of tests share a process, and so what is made for each entry. */
function once<T>(make: (entry: string) => Promise<T>): (entry: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (entry) => {
    const existing = made.get(entry) ?? make(entry);
    made.set(entry, existing);
    return existing;
  };
}

const standIn = (name: string) => path.join(import.meta.dirname, name);
const options = (entry: string) =>
  ({
    entryPoints: [standIn(entry)],
    bundle: true,
    jsx: 'automatic',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', __PACKAGE_NAME__: '"mail-test"' },
    alias: {
      '@nocobase/client': standIn('client-v2.ts'),
      '@nocobase/client-v2': standIn('client-v2.ts'),
      '@nocobase/flow-engine': standIn('flow-engine.ts'),
      '@emotion/css': standIn('emotion-css.ts'),
    },
    logLevel: 'silent',
  }) satisfies BuildOptions;
