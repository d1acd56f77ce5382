/**
 * Runs a bench in a separate process that is ready for it: it trusts the local Microsoft's certificate (Node
 * reads it on start), can load the sources as the tests do, and may request garbage collection before
 * measuring memory.
 */
import { spawn } from 'node:child_process';
import { trustFile } from '../../../__tests__/bed/ca.ts';
import { readPackageJson } from '../../build/project.mts';

// The build inserts this into the sources. Here it must exist before they are loaded.
const name = `globalThis.__PACKAGE_NAME__ = ${JSON.stringify(readPackageJson().name)}`;
const named = `data:text/javascript,${encodeURIComponent(name)}`;

const child = spawn(
  process.execPath,
  ['--expose-gc', '--import', named, 'node_modules/vite-node/vite-node.mjs', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, NODE_EXTRA_CA_CERTS: trustFile() } },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
