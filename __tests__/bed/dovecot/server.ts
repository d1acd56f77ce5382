import { execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { listen, stopServer } from '../net';
import { dovecotConfig, oauth2Config } from './config';

const run = promisify(execFile);
const START_LIMIT = 10_000;
const ATTEMPTS = 3;
/** Debian's `nobody`: Dovecot refuses mail that belongs to root. */
const NOBODY = 65534;

export interface DovecotOptions {
  profile: 'exchange' | 'full';
  tokenInfoPort: number;
  /** Kept when it stops; a temporary folder unless given. */
  mailDirectory?: string;
  lmtp?: boolean;
}

export interface Dovecot {
  port: number;
  lmtpPort: number | null;
  masterPassword: string;
  doveadm(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await stopServer(server);
  return port;
}

/** Starts a Dovecot of one's own in a temporary folder. */
export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(options);
    } catch (error) {
      // Between our look and its start somebody else may have taken the port.
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function startOnce({ profile, tokenInfoPort, mailDirectory, lmtp }: DovecotOptions): Promise<Dovecot> {
  const base = mkdtempSync(join(tmpdir(), 'bed-dovecot-'));
  chmodSync(base, 0o755);
  for (const name of ['mail', 'home', 'run', 'state']) mkdirSync(join(base, name));
  if (userInfo().uid === 0) for (const name of ['mail', 'home']) chownSync(join(base, name), NOBODY, NOBODY);
  const settings = {
    profile,
    base,
    port: await freePort(),
    lmtpPort: lmtp ? await freePort() : null,
    mailDirectory: mailDirectory ?? join(base, 'mail'),
    tokenInfoPort,
    masterPassword: randomBytes(16).toString('hex'),
  };
  const config = join(base, 'dovecot.conf');
  writeFileSync(config, dovecotConfig(settings));
  writeFileSync(join(base, 'oauth2.conf'), oauth2Config(settings));

  // The shell ends Dovecot and tidies up when our end of the pipe closes: also when this process is killed.
  const child = spawn(
    '/bin/sh',
    ['-c', 'dovecot -F -c "$0/dovecot.conf" & P=$!; cat >/dev/null; kill $P; wait $P; rm -rf "$0"', base],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: withSbin(),
    },
  );
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await exited;
    rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    await greeted(settings.port);
  } catch (error) {
    const log = readLog(join(base, 'dovecot.log'));
    await stop();
    throw new Error(`Dovecot did not start: ${complaint}\n${log}`, { cause: error });
  }
  return {
    port: settings.port,
    lmtpPort: settings.lmtpPort,
    masterPassword: settings.masterPassword,
    doveadm: async (...args) => (await run('doveadm', ['-c', config, ...args], { env: withSbin() })).stdout,
    stop,
  };
}

function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Waits until the server says something. */
async function greeted(port: number): Promise<void> {
  const end = Date.now() + START_LIMIT;
  for (;;) {
    const heard = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', () => (socket.destroy(), resolve(true)));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (heard) return;
    if (Date.now() > end) throw new Error('no greeting');
    await sleep(50);
  }
}

/** Whether this machine has a Dovecot to start. */
export function hasDovecot(): boolean {
  return spawnSync('/bin/sh', ['-c', 'command -v dovecot'], { env: withSbin() }).status === 0;
}

/** Servers lie where a normal user's PATH may not look. */
function withSbin(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin` };
}
