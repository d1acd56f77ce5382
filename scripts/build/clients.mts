import { existsSync } from 'node:fs';
import path from 'node:path';
import { rspack, type Configuration, type Stats } from '@rspack/core';
import { CLIENT_MODULES, type Lane } from './host-modules.mts';
import { ROOT } from './project.mts';

const LANES: readonly Lane[] = ['client', 'client-v2'];

function entryOf(lane: Lane): string {
  const found = ['index.ts', 'index.tsx']
    .map((name) => path.join(ROOT, 'src', lane, name))
    .find((file) => existsSync(file));
  if (!found) throw new Error(`src/${lane} has no index.ts`);
  return found;
}

function configure(lane: Lane, name: string, dist: string, force: boolean): Configuration {
  return {
    name: lane,
    mode: 'production',
    context: ROOT,
    target: ['web', 'es2020'],
    devtool: false,
    entry: [path.join(ROOT, 'scripts/build/public-path.ts'), entryOf(lane)],
    output: {
      path: path.join(dist, lane),
      filename: 'index.js',
      chunkFilename: '[name].[contenthash:16].js',
      publicPath: '',
      // Both clients may be open in one window's history, so their chunk registries must not mix.
      uniqueName: `${name}/${lane}`,
      library: { name: lane === 'client' ? name : `${name}/client-v2`, type: 'umd', umdNamedDefine: true },
    },
    externals: Object.fromEntries(CLIENT_MODULES[lane].map((module) => [module, module])),
    resolve: { extensions: ['.tsx', '.ts', '.mjs', '.js', '.json'] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'automatic' } },
              target: 'es2020',
            },
          },
          type: 'javascript/auto',
        },
        // Its modules only define things. So an import from its index includes only the modules it needs, and the
        // script that every page loads doesn't contain all of them.
        { include: path.join(ROOT, 'src/common'), sideEffects: false },
      ],
    },
    plugins: [
      new rspack.DefinePlugin({ __PACKAGE_NAME__: JSON.stringify(name), __LANE__: JSON.stringify(lane) }),
    ],
    performance: false,
    optimization: { emitOnErrors: force },
  };
}

/** Returns the folders in node_modules whose files are in the bundles, for their licences. */
function bundledPackages(stats: Stats): string[] {
  const files = (stats.toJson({ all: false, modules: true, nestedModules: true }).modules ?? []).flatMap(
    (module) => [
      module.nameForCondition ?? '',
      ...(module.modules ?? []).map((inner) => inner.nameForCondition ?? ''),
    ],
  );
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}

/**
 * Bundles both clients into `dist/client` and `dist/client-v2`. With `force`, broken modules only cause a
 * warning and throw when they are loaded. Returns the folders of the packages that were bundled.
 */
export async function buildClients(name: string, dist: string, force: boolean): Promise<string[]> {
  const compiler = rspack(LANES.map((lane) => configure(lane, name, dist, force)));
  try {
    return await new Promise((resolve, reject) => {
      compiler.run((error, stats) => {
        if (error) return reject(error);
        if (!stats) return reject(new Error('The bundler gave no result'));
        if (stats.hasErrors()) {
          const message = stats.toString({ preset: 'errors-only', colors: false });
          if (!force) return reject(new Error(message));
          console.warn(message);
        }
        resolve([...new Set(stats.stats.flatMap(bundledPackages))]);
      });
    });
  } finally {
    await new Promise<void>((resolve) => compiler.close(() => resolve()));
  }
}
