import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensurePackages } from './install/packages.mjs';
import { ROOT } from './install/root.mjs';

/** Runs a TypeScript entry point in this project, with the signals and the exit code passed through. */
export function runTypeScript(script, args) {
  try {
    ensurePackages();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, script, ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends these to the whole group; the child ends by itself and this process follows it.
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}
