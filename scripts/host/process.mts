import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NODE_MODULES } from '../build/project.mts';

/** Hosts started by this process. None may outlive it. */
const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

const ENTRY = path.join(NODE_MODULES, '@nocobase/app/lib/index.js');

/** Returns a port that nobody is listening on. */
export async function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${wanted} is in use; choose another with --port or APP_PORT`)
          : error,
      ),
    );
    probe.listen(wanted, '0.0.0.0', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}

/** Starts a command of the host (`install`, `upgrade`, `start`). Its output goes to `host.log`. */
export function spawnHost(command: string, dir: string, env: Record<string, string>): ChildProcess {
  mkdirSync(dir, { recursive: true });
  const log = path.join(dir, 'host.log');
  appendFileSync(log, `\n=== ${command} ${new Date().toISOString()}\n`);
  const child = spawn(process.execPath, [ENTRY, ...command.split(' ')], {
    cwd: dir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const sink = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(sink, { end: false });
  child.stderr.pipe(sink, { end: false });
  child.once('close', () => sink.end());
  return child;
}

/** Runs a command of the host until it ends. Throws if it fails. */
export async function runHost(command: string, dir: string, env: Record<string, string>): Promise<void> {
  const child = spawnHost(command, dir, env);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The host's ${command} ended with ${code}.\n${lastLines(dir)}`);
}

/** Returns the end of the host's output, for error messages. */
export function lastLines(dir: string, count = 40): string {
  return readFileSync(path.join(dir, 'host.log'), 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/** Waits until the application responds. Fails as soon as its process has ended. */
export async function waitReady(
  child: ChildProcess,
  healthUrl: string,
  dir: string,
  seconds = 300,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The host ended while starting.\n${lastLines(dir)}`);
    }
    const answer = await fetch(healthUrl, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Error(`The host did not answer within ${seconds} s.\n${lastLines(dir)}`);
}

/** Stops a host gracefully, and kills it after ten seconds. */
export async function stopHost(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
