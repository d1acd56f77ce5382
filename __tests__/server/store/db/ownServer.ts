import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root. */
const asPostgres = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];

/** A database server of the test's own, which it may stop, kill and start again. */
export class OwnServer {
  private child: ChildProcess | null = null;
  private isEnding = false;

  private constructor(
    readonly dialect: 'postgres' | 'mariadb',
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** Makes its folder; {@link start} starts it. */
  static async create(dialect: 'postgres' | 'mariadb'): Promise<OwnServer> {
    const folder = await mkdtemp(path.join(tmpdir(), `mail-own-${dialect}-`));
    if (dialect === 'postgres') {
      if (isRoot) run(['chown', 'postgres', folder]);
      const initdb = path.join(postgresFolder(), 'initdb');
      run([...asPostgres, initdb, '-D', `${folder}/data`, '-A', 'trust', '-U', 'root', '--locale=C']);
    } else {
      const install = findProgram('mariadb-install-db', 'mysql_install_db');
      const user = isRoot ? ['--user=root'] : [];
      run([
        install,
        '--no-defaults',
        `--datadir=${folder}/data`,
        ...user,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        // When it starts, it deletes temporary files there, even those of the server that other tests use.
        `--tmpdir=${folder}`,
      ]);
    }
    return new OwnServer(dialect, folder, await freePort());
  }

  start(): void {
    const { dialect, folder, port } = this;
    const [program = '', ...args] =
      dialect === 'postgres'
        ? [
            ...asPostgres,
            ...[path.join(postgresFolder(), 'postgres'), '-D', `${folder}/data`],
            ...[
              '-c',
              'listen_addresses=127.0.0.1',
              '-c',
              `port=${port}`,
              '-c',
              `unix_socket_directories=${folder}`,
            ],
          ]
        : [
            ...[findProgram('mariadbd', 'mysqld'), '--no-defaults', `--datadir=${folder}/data`],
            ...(isRoot ? ['--user=root'] : []),
            ...[
              `--port=${port}`,
              '--bind-address=127.0.0.1',
              `--socket=${folder}/s`,
              `--pid-file=${folder}/pid`,
              `--tmpdir=${folder}`,
            ],
          ];
    this.isEnding = false;
    const child = spawn(program, args, { stdio: 'ignore', cwd: '/' });
    this.child = child;
    // The server exits at once if processes of a killed one still hold its memory. A service manager would restart it.
    child.once('exit', () => setTimeout(() => this.child === child && !this.isEnding && this.start(), 100));
  }

  /** Asks it to end; it throws out who is there. */
  shutDown(): void {
    this.isEnding = true;
    this.child?.kill(this.dialect === 'postgres' ? 'SIGINT' : 'SIGTERM');
  }

  /** Kills it without a word; PostgreSQL's processes for single connections see to themselves. */
  kill(): void {
    this.isEnding = true;
    this.child?.kill('SIGKILL');
  }

  async ended(): Promise<void> {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null)
      await once(this.child, 'exit');
    // What a killed PostgreSQL leaves behind keeps the port for a moment.
    while (await answers(this.port)) await sleep(50);
    this.child = null;
  }

  async remove(): Promise<void> {
    this.shutDown();
    await this.ended();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Debian keeps them outside of the search path. */
function postgresFolder(): string {
  const versions = '/usr/lib/postgresql';
  const [newest] = (existsSync(versions) ? readdirSync(versions) : [])
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(versions, version, 'bin'));
  if (newest) return newest;
  return path.dirname(findProgram('initdb'));
}

function findProgram(...names: string[]): string {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  const found = names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
  if (!found) throw new Error(`${names.join(' or ')} is not installed`);
  return found;
}

function run([program = '', ...args]: string[]): void {
  const { status, stderr, stdout } = spawnSync(program, args, { encoding: 'utf8', cwd: '/' });
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
