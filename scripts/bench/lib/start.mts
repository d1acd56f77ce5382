/**
 * Runs a bench in a process of its own that is ready for what benches need: it trusts the certificate of the
 * local Microsoft (Node reads that when it starts), can load the sources as the tests do, and may ask for a
 * garbage collection before memory is measured.
 */
import { spawn } from 'node:child_process';
import { trustFile } from '../../../__tests__/bed/ca.ts';
import { readPackageJson } from '../../build/project.mts';

// The build puts this into the sources; here it must stand before they are loaded.
const name = `globalThis.__PACKAGE_NAME__ = ${JSON.stringify(readPackageJson().name)}`;
const named = `data:text/javascript,${encodeURIComponent(name)}`;

const child = spawn(
  process.execPath,
  ['--expose-gc', '--import', named, 'node_modules/vite-node/vite-node.mjs', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, NODE_EXTRA_CA_CERTS: trustFile() } },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
