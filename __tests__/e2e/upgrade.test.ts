import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPackageJson, ROOT } from '../../scripts/build/project.mts';
import { stage, startHost, type Host } from '../../scripts/host.mts';
import type { AccountView, HealthView, Id, MessageBody } from '../../src/common';
import { startBed } from '../bed';
import { ALEX, KIM } from '../bed/seed';
import type { LocalMicrosoft } from '../bed/types';
import type { Caller } from '../server/caller';
import { createDatabase, type Dialect, type TestDatabase } from '../server/databases';
import { signIn } from './prepare';
import { fill, INVITATION, LETTER, loaded, snapshot } from './previous/contents';
import { unpackPrevious } from './previous/unpack';

const run = promisify(execFile);
const name = readPackageJson().name;

/**
 * How the plugin came to the host: named by the operator, or uploaded in the plugin manager. Each is upgraded in one of
 * the two ways that there are: by a command, or by the start of a container of the host's image.
 */
const CASES: Array<[Dialect, 'built in' | 'uploaded']> = [
  ['sqlite', 'built in'],
  ['postgres', 'uploaded'],
];

/** A whole host is installed, upgraded and started: on a busy machine that takes minutes. */
const SLOW = { timeout: 600_000 };
const PATIENT = { timeout: 240_000, interval: 300 };

describe.each(CASES)(
  'an upgrade from the previous release on %s, where the plugin is %s',
  SLOW,
  (dialect, way) => {
    let dir: string;
    let bed: LocalMicrosoft;
    let database: TestDatabase;
    let host: Host;
    let root: Caller;
    let before: unknown;

    beforeAll(async () => {
      dir = await mkdtemp(path.join(ROOT, '.host-e2e-'));
      bed = await startBed({ profile: 'exchange', users: [ALEX, KIM] });
      database = await createDatabase(dialect);
      const previous = await unpackPrevious(path.join(dir, 'previous'));
      const options = { dir, port: 0, env: { NODE_EXTRA_CA_CERTS: bed.caFile, ...databaseEnv() } };
      if (way === 'built in') host = await startHost({ ...options, package: previous });
      else host = await startHost({ ...options, plugin: false });
      root = await signIn(host, host.root);
    });
    afterAll(async () => {
      await host?.stop();
      await bed?.stop();
      await database?.drop();
      await rm(dir, { recursive: true, force: true });
    });

    function databaseEnv(): Record<string, string> {
      if (dialect === 'sqlite') return {};
      const { host: server, port, username, password, database: base } = database.options;
      const entries = {
        DIALECT: dialect,
        HOST: server,
        PORT: port,
        DATABASE: base,
        USER: username,
        PASSWORD: password,
      };
      return Object.fromEntries(Object.entries(entries).map(([key, value]) => [`DB_${key}`, String(value)]));
    }

    /** As an administrator does it, in the plugin manager. */
    async function upload(): Promise<void> {
      const file = path.join(dir, 'previous.tgz');
      await run('tar', ['czf', file, '-C', path.join(dir, 'previous'), 'package']);
      const form = new FormData();
      form.set('file', new Blob([await readFile(file)]), 'previous.tgz');
      expect((await root.post('pm:add', { body: form })).status).toBe(200);
      const listed = async () => {
        const { data } = await root.get<Array<{ name: string; packageName: string }>>('pm:list');
        return data.find((plugin) => plugin.packageName === name)?.name;
      };
      await expect.poll(listed, PATIENT).toBeDefined();
      await root.post('pm:enable', { query: { filterByTk: await listed(), awaitResponse: 'true' } });
      await expect.poll(async () => (await root.get('mailProviders:list')).status, PATIENT).toBe(200);
    }

    it('begins with messages, settings and something to send', async () => {
      if (way === 'uploaded') await upload();
      await fill(root, bed);
      before = await snapshot(root);
    });

    const health = async () => (await root.get<HealthView>('mailHealth:check')).data;
    const bodyOf = async (subject: string): Promise<MessageBody> => {
      const filter = { subject };
      const { data } = await root.get<Array<{ id: Id }>>('mailMessages:list', {
        query: { filter, fields: 'id' },
      });
      return (
        await root.get<MessageBody>('mailMessages:body', { query: { filterByTk: String(data[0]?.id) } })
      ).data;
    };

    it('gets the new files', async () => {
      await host.stop();
      await stage({ dir });
    });

    // What is done then is the same everywhere; `server/outdated.test.ts` sees it on each database.
    if (way === 'built in')
      it('serves no email with the new files on the old tables, and says what to run', refuses);

    async function refuses(): Promise<void> {
      await host.restart();
      const { status, body } = await root.get('mailAccounts:list');
      expect([status, JSON.stringify(body)]).toEqual([
        503,
        expect.stringContaining('upgrade-needed') as string,
      ]);
      expect((await root.get('users:list')).status).toBe(200);
      const { status: working, upgrade } = await health();
      expect(working).toBe('down');
      expect(upgrade).toEqual(expect.arrayContaining(['mailBackfills', 'mailBodies.facts']));
      const log = await readFile(path.join(dir, 'storage/logs/main/system_error.log'), 'utf8');
      expect(log).toContain('yarn nocobase upgrade --skip-code-update');
    }

    it('finds everything again after the upgrade', async () => {
      if (way === 'built in') await host.upgrade();
      await host.restart({ quickstart: way === 'uploaded' });
      expect(await snapshot(root)).toEqual(before);
      expect((await health()).upgrade).toBeUndefined();
    });

    it('has room for what is new', async () => {
      const { status } = await root.post('mailTemplates:create', {
        body: { title: 'Hello', html: '<p>x</p>' },
      });
      expect(status).toBe(200);
      expect((await root.get('mailSignatures:mine')).data).toMatchObject({ html: '' });
      expect((await root.get('mailTodos:list')).data).toEqual([]);
      const { data } = await root.get<object[]>('mailIdentities:list');
      expect(data).toMatchObject([{ answerSignature: null }]);
    });

    it('reads older messages for what is new, in the background', async () => {
      const left = async () => (await health()).backfills.filter(({ state }) => state !== 'done');
      await expect.poll(left, PATIENT).toEqual([]);
      const { notices } = await bodyOf(INVITATION);
      expect(notices?.map(({ kind }) => kind)).toEqual(['invitation']);
      expect(await snapshot(root)).toEqual(before);
    });

    it('sends what was waiting, once', async () => {
      bed.clearFaults();
      const arrived = async () => (await bed.mailbox(KIM.address).list()).map(({ subject }) => subject);
      await expect.poll(arrived, PATIENT).toEqual([LETTER]);
      const sent = async () =>
        (await bed.mailbox(ALEX.address).list('Sent Items')).map(({ subject }) => subject);
      await expect.poll(sent, PATIENT).toEqual([LETTER]);
      await expect.poll(() => loaded(root), PATIENT).toContain(LETTER);
    });

    it('changes nothing when it is repeated', async () => {
      const [account] = (await root.get<AccountView[]>('mailAccounts:list')).data;
      const after = await snapshot(root, false);
      await host.restart({ quickstart: true });
      expect(await snapshot(root, false)).toEqual(after);
      const { backfills } = await health();
      expect(new Set(backfills.map(({ state }) => state))).toEqual(new Set(['done']));
      expect((await root.get<AccountView[]>('mailAccounts:list')).data.map(({ id }) => id)).toEqual([
        account?.id,
      ]);
      expect(await bed.mailbox(KIM.address).list()).toHaveLength(1);
    });
  },
);
