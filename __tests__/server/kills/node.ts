/**
 * A node of its own: the real app with the plugin and its worker, until somebody kills it. Begins when it is told
 * to on its input, with all code loaded, and says where it listens with one line on its output. Run by `life.ts`.
 */
import { once } from 'node:events';
import { readPackageJson } from '../../../scripts/build/project.mts';

// The build puts this in; here it must stand before the sources are loaded.
Object.assign(globalThis, { __PACKAGE_NAME__: readPackageJson().name });
const { bootApp } = await import('../boot');

await once(process.stdin, 'data');
const options = JSON.parse(process.env.NODE_DATABASE ?? '') as Record<string, unknown>;
const { url, stop } = await bootApp({
  database: { options, drop: async () => undefined },
  installed: true,
  worker: true,
});
process.once('SIGTERM', () => {
  void stop({ keepDatabase: true }).then(() => process.exit(0));
});
process.stdout.write(`READY ${url}\n`);
