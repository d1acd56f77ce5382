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

  /** The token of a new user. */
  async function signedIn(user: { username: string; email: string; password: string }): Promise<string> {
    const headers = { 'Content-Type': 'application/json' };
    await api('users:create', { method: 'POST', headers, body: JSON.stringify(user) });
    return signIn(user.email, user.password);
  }

  async function signIn(account: string, password: string): Promise<string> {
    const answer = await fetch(`${host.apiUrl}auth:signIn`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Authenticator': 'basic' },
      body: JSON.stringify({ account, password }),
    });
    return ((await answer.json()) as { data: { token: string } }).data.token;
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
    token = await signIn(host.root.email, host.root.password);
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

  it('describes its API to people and to AI agents, whose tools act for whoever asks', async () => {
    const plugin = (await enabled('listEnabled'))?.name ?? '';
    const description = await api(`swagger:get?ns=${encodeURIComponent(`plugins/${plugin}`)}`);
    const text = await description.text();
    const document = JSON.parse(text) as { paths?: Record<string, unknown> };
    expect(Object.keys(document.paths ?? {}), `${plugin}: ${text.slice(0, 300)}`).toContain(
      '/mailMessages:send',
    );

    const agent = async (method: string, params: object, bearer = token) => {
      const response = await fetch(`${host.apiUrl}mcp`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${bearer}`,
          Accept: 'application/json, text/event-stream',
          'Content-Type': 'application/json',
          'x-mcp-packages': name,
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      });
      const answer = await response.text();
      const [, json = answer] = /^data: (.*)$/m.exec(answer) ?? [];
      return { status: response.status, answer: json };
    };
    const { answer } = await agent('tools/list', {});
    const { result } = JSON.parse(answer) as { result: { tools: Array<{ name: string }> } };
    const tools = result.tools.map((tool) => tool.name).filter((tool) => tool.startsWith('mail_'));
    expect(tools).toEqual(
      expect.arrayContaining([
        'mail_messages_page',
        'mail_messages_text',
        'mail_drafts_write',
        'mail_labels_create',
      ]),
    );
    expect(tools.filter((tool) => /send|remove|destroy|disconnect|start/.test(tool))).toEqual([]);

    const values = { name: 'Of the agent', color: 'blue' };
    const made = await agent('tools/call', {
      name: 'mail_labels_create',
      arguments: { requestBody: values },
    });
    expect(made.answer).toContain('Of the agent');
    expect((await agent('tools/call', { name: 'mail_labels_list', arguments: {} })).answer).toContain(
      'Of the agent',
    );
    const other = await signedIn({
      username: 'other',
      email: 'other@example.com',
      password: 'other-password',
    });
    const theirs = await agent('tools/call', { name: 'mail_labels_list', arguments: {} }, other);
    expect(theirs.answer).not.toContain('Of the agent');
    expect(theirs.answer).toContain('result');
    expect((await agent('tools/list', {}, 'nobody')).status).toBe(401);
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
