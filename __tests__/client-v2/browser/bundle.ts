import { build } from 'esbuild';
import path from 'node:path';

/** A page's script for a browser: our components as they are, the host's modules replaced by small stand-ins. */
export async function bundlePage(entry: string): Promise<string> {
  const standIn = (name: string) => path.join(import.meta.dirname, name);
  const { outputFiles } = await build({
    entryPoints: [standIn(entry)],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', __PACKAGE_NAME__: '"mail-test"' },
    alias: { '@nocobase/flow-engine': standIn('flow-engine.ts'), '@emotion/css': standIn('emotion-css.ts') },
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
