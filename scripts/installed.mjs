import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensurePackages } from './install/packages.mjs';
import { ROOT } from './install/root.mjs';
import { ensureBuildTools, ensureParts } from './test/system.mjs';

/**
 * Runs a TypeScript entry point in this project and passes on signals and the exit code. `parts` are the
 * Debian packages it needs. They are checked first, because npm takes minutes and missing packages should be
 * known before.
 */
export function runTypeScript(script, args, parts = []) {
  try {
    ensureParts(parts);
    ensureBuildTools();
    ensurePackages();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, script, ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends these to the whole group. The child ends on its own, and this process follows.
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}
