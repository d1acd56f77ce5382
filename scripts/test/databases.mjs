import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureParts, findProgram, postgresFolder } from './system.mjs';

const isRoot = process.getuid?.() === 0;

async function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Returns the server's version if databases may be created there, otherwise null. */
const ask = {
  async postgres(url) {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
    try {
      await client.connect();
      const { rows } = await client.query(
        "select current_setting('server_version') as version, rolcreatedb or rolsuper as may from pg_roles where rolname = current_user",
      );
      return rows[0]?.may ? `PostgreSQL ${rows[0].version.split(' ')[0]}` : null;
    } catch {
      return null;
    } finally {
      await client.end().catch(() => undefined);
    }
  },
  async mariadb(url) {
    const { default: mariadb } = await import('mariadb');
    const { hostname, port, username, password } = new URL(url);
    const options = { host: hostname, port: Number(port || 3306), connectTimeout: 3000 };
    let connection;
    try {
      connection = await mariadb.createConnection({
        ...options,
        user: decodeURIComponent(username),
        password: decodeURIComponent(password),
      });
      const [row] = await connection.query('select version() as version');
      const grants = await connection.query('show grants');
      const may = grants.some((grant) =>
        /ALL PRIVILEGES ON \*\.\*|\bCREATE\b.* ON \*\.\*/.test(Object.values(grant)[0]),
      );
      return may ? `MariaDB ${row.version.split('-')[0]}` : null;
    } catch {
      return null;
    } finally {
      await connection?.end().catch(() => undefined);
    }
  },
};

const SERVERS = {
  postgres: {
    variable: 'MAIL_TEST_POSTGRES',
    usual: ['postgres://root@127.0.0.1:5432/postgres', 'postgres://postgres@127.0.0.1:5432/postgres'],
    part: 'postgresql',
    async launch(folder, port) {
      const bin = postgresFolder();
      // PostgreSQL refuses to run as root.
      const drop = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
      if (isRoot) spawnSync('chown', ['postgres', folder]);
      const data = path.join(folder, 'data');
      run([
        ...drop,
        path.join(bin, 'initdb'),
        '-D',
        data,
        '-A',
        'trust',
        '-U',
        'postgres',
        '-E',
        'UTF8',
        '--locale=C',
      ]);
      const settings = [
        'fsync=off',
        'listen_addresses=127.0.0.1',
        `port=${port}`,
        `unix_socket_directories=${folder}`,
      ];
      return {
        child: background([
          ...drop,
          path.join(bin, 'postgres'),
          '-D',
          data,
          ...settings.flatMap((item) => ['-c', item]),
        ]),
        url: `postgres://postgres@127.0.0.1:${port}/postgres`,
        // Fast shutdown, which doesn't wait for clients.
        signal: 'SIGINT',
      };
    },
  },
  mariadb: {
    variable: 'MAIL_TEST_MARIADB',
    usual: ['mariadb://root@127.0.0.1:3306'],
    part: 'mariadb-server',
    async launch(folder, port) {
      const data = path.join(folder, 'data');
      const user = isRoot ? ['--user=root'] : [];
      const install = findProgram('mariadb-install-db', 'mysql_install_db');
      run([
        install,
        '--no-defaults',
        `--datadir=${data}`,
        ...user,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        // When it starts, it deletes temporary files there, even those of another server.
        `--tmpdir=${folder}`,
      ]);
      const server = [findProgram('mariadbd', 'mysqld'), '--no-defaults', `--datadir=${data}`, ...user];
      const net = [
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${folder}/s`,
        `--pid-file=${folder}/pid`,
        `--tmpdir=${folder}`,
      ];
      return {
        child: background([...server, ...net, '--innodb-flush-log-at-trx-commit=0']),
        url: `mariadb://root@127.0.0.1:${port}`,
        signal: 'SIGTERM',
      };
    },
  },
};

function run([program, ...args]) {
  const { status, stderr, stdout } = spawnSync(program, args, { encoding: 'utf8', cwd: '/' });
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`);
}

const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

function background([program, ...args]) {
  const child = spawn(program, args, { stdio: 'ignore', cwd: '/' });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Returns a server that is already running, or starts one just for this run (always, with `private`). */
async function provide(dialect) {
  const { variable, usual, part, launch } = SERVERS[dialect];
  const given = process.env[variable];
  const known = given === 'private' ? [] : given ? [given] : usual;
  for (const url of known) {
    const version = await ask[dialect](url);
    if (version) return { url, version, stop: async () => undefined };
  }
  if (known.includes(given))
    throw new Error(
      `${variable} names a server that does not answer, or a user who may not create databases.`,
    );
  ensureParts([part]);
  const folder = mkdtempSync(path.join(tmpdir(), `mail-test-${dialect}-`));
  const { child, url, signal } = await launch(folder, await freePort());
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill(signal)) await Promise.race([gone, sleep(15_000)]);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let left = 100; left > 0; left -= 1) {
    const version = await ask[dialect](url);
    if (version) return { url, version: `${version}, started for this run`, stop };
    await sleep(300);
  }
  await stop();
  throw new Error(`The ${dialect} server started for the tests does not answer.`);
}

/** Provides every database server that the suites need. */
export async function startDatabases(suites) {
  const wanted = suites.flatMap(({ dialect, also = [] }) => [dialect, ...also]);
  const dialects = [...new Set(wanted)].filter((dialect) => dialect in SERVERS);
  const servers = [];
  const env = {};
  const described = { sqlite: 'SQLite' };
  const stop = async () => {
    for (const server of servers) await server.stop();
  };
  try {
    for (const dialect of dialects) {
      const server = await provide(dialect);
      servers.push(server);
      env[SERVERS[dialect].variable] = server.url;
      described[dialect] = server.version;
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { env, described, stop };
}
