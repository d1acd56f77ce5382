import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlugin } from '../../scripts/build/index.mts';
import { readPackageJson } from '../../scripts/build/project.mts';
import { startHost, type Host } from '../../scripts/host.mts';

const run = promisify(execFile);
const ownName = readPackageJson().name;

interface EnabledPlugin {
  name: string;
  packageName: string;
  url: string;
}

interface ListedPlugin {
  name: string;
  packageName: string;
  enabled: boolean;
  isCompatible: boolean;
}

/** `npm pack` of a package's folder: what a person uploads, and which files are in it. */
async function pack(folder: string, destination: string): Promise<{ file: string; files: string[] }> {
  // Its own scripts are not run: the folder was built just now.
  const options = ['--json', '--ignore-scripts', '--pack-destination', destination];
  const { stdout } = await run('npm', ['pack', ...options], { cwd: folder });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: Array<{ path: string }> }];
  return { file: path.join(destination, packed.filename), files: packed.files.map((entry) => entry.path) };
}

/** A GET whose path is sent as it stands; `fetch` would tidy up its dots. */
async function rawGet(port: number, rawPath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ port, path: rawPath }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve(body));
    })
      .on('error', reject)
      .end();
  });
}

describe.each([ownName, '@example/plugin-mail'])('the package %s on a stock NocoBase', (name) => {
  let folder: string;
  let packed: { file: string; files: string[] };
  let host: Host;
  let token: string;

  async function api(action: string, init: RequestInit = {}): Promise<Response> {
    const headers = { Authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
    return fetch(host.apiUrl + action, { ...init, headers });
  }

  async function enabled(action: 'listEnabled' | 'listEnabledV2'): Promise<EnabledPlugin | undefined> {
    const { data } = (await (await api(`pm:${action}`)).json()) as { data: EnabledPlugin[] };
    return data.find((plugin) => plugin.packageName === name);
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mail-pack-'));
    const built = await buildPlugin(name === ownName ? {} : { name, out: path.join(folder, 'package') });
    packed = await pack(built, folder);
    host = await startHost({ dir: path.join(folder, 'host'), port: 0, plugin: false });
    const answer = await fetch(`${host.apiUrl}auth:signIn`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Authenticator': 'basic' },
      body: JSON.stringify({ account: host.root.email, password: host.root.password }),
    });
    token = ((await answer.json()) as { data: { token: string } }).data.token;
  });

  afterAll(async () => {
    await host?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('holds the build and nothing of the workshop', () => {
    expect(packed.files).toContain('dist/server/index.js');
    expect(packed.files).toContain('dist/node_modules/imapflow/index.js');
    expect(packed.files).toContain('dist/externalVersion.js');
    const stray = packed.files.filter((file) =>
      /(^|\/)(src|scripts|__tests__|\.[^/]+)(\/|$)|\.(sqlite|map|key|pem|env)$/.test(file),
    );
    expect(stray).toEqual([]);
  });

  it('is not there before', async () => {
    expect(await enabled('listEnabled')).toBeUndefined();
    expect((await api('mailProviders:list')).status).toBe(404);
  });

  it('is taken by the plugin manager and enabled', async () => {
    const form = new FormData();
    form.set('file', new Blob([await readFile(packed.file)]), path.basename(packed.file));
    const added = await api('pm:add', { method: 'POST', body: form });
    expect(added.status, await added.text()).toBe(200);

    // The host answers at once and unpacks afterwards.
    let listed: ListedPlugin | undefined;
    await waitFor(async () => {
      const { data } = (await (await api('pm:list')).json()) as { data: ListedPlugin[] };
      listed = data.find((plugin) => plugin.packageName === name);
      return listed !== undefined;
    });
    expect(listed).toMatchObject({ isCompatible: true, enabled: false });

    const answer = await api(
      `pm:enable?filterByTk=${encodeURIComponent(listed?.name ?? '')}&awaitResponse=true`,
      {
        method: 'POST',
      },
    );
    expect(answer.status, await answer.text()).toBe(200);
    await waitFor(async () => (await enabled('listEnabled')) !== undefined);
  });

  it('answers its API', async () => {
    await waitFor(async () => (await api('mailProviders:list')).status === 200);
    const { data } = (await (await api('mailProviders:list')).json()) as { data: Array<{ name: string }> };
    expect(data.map((provider) => provider.name)).toContain('microsoft');
    expect((await fetch(`${host.apiUrl}mailProviders:list`)).status).toBe(401);
  });

  it('serves a bundle for each client, under its own name', async () => {
    for (const [action, module] of [
      ['listEnabled', name],
      ['listEnabledV2', `${name}/client-v2`],
    ] as const) {
      const { url } = (await enabled(action)) ?? { url: '' };
      const bundle = await (await fetch(new URL(url, host.url))).text();
      expect(bundle).toContain(`define("${module}",`);
    }
  });

  it('serves nothing secret', async () => {
    const key = (await readFile(path.join(host.dir, 'app.key'), 'utf8')).trim();
    const base = `/static/plugins/${name}`;
    // Else it would look for them where nothing is served at all.
    expect(await rawGet(host.port, `${base}/dist/client/index.js`)).toContain(`define("${name}",`);
    const guesses = [
      '.env',
      '../../../nocobase.sqlite',
      '%2e%2e/%2e%2e/%2e%2e/nocobase.sqlite',
      '../../../../app.key',
    ];
    for (const guess of [
      ...guesses,
      'dist/server/plugin.js',
      'dist/node_modules/../../../../../../app.key',
    ]) {
      const body = await rawGet(host.port, `${base}/${guess}`);
      expect(body, guess).not.toContain('SQLite format 3');
      expect(body, guess).not.toContain(key);
      expect(body, guess).not.toContain('require(');
    }
  });

  it('is still there after a restart', async () => {
    await host.restart();
    await waitFor(async () => (await api('mailProviders:list')).status === 200);
    expect(await enabled('listEnabledV2')).toBeDefined();
  });
});

/** Waits for the host to come back: it reloads itself when plugins change. */
async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error('The host did not get there within a minute');
    await sleep(300);
  }
}
