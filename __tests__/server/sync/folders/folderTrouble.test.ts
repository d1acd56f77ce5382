import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asMailError } from '../../../../src/server/errors';
import { drain } from '../../../../src/server/outbox/drain';
import { problemPause } from '../../../../src/server/store/folders/folderProblems';
import { table } from '../../../../src/server/store/db/rows';
import { mail } from '../../imap/mailboxes';
import { startSyncWorld, type Synced, type SyncWorld } from '../synced';

let world: SyncWorld;
let box: Synced;
beforeAll(async () => void (world = await startSyncWorld('exchange')));
beforeEach(async () => {
  world.bed.clearFaults();
  box = await world.fresh();
});
afterAll(() => world.stop());

const MINUTE = 60_000;
const selects = () => world.bed.counters.commands.get('SELECT') ?? 0;
/** As if so much time had passed since the folder was found shut. */
async function pass(path: string, milliseconds: number): Promise<void> {
  const row = await box.folder(path);
  const problemUntil = new Date((row?.problemUntil as Date).getTime() - milliseconds);
  await table(world.ctx, 'mailFolders').update({ problemUntil }, { where: { id: row?.id } });
}
const pauseOf = async (path: string): Promise<number> =>
  Math.round(((await box.folder(path))?.problemUntil as Date).getTime() - Date.now()) / MINUTE;

describe('a folder that is listed and cannot be opened', () => {
  beforeEach(async () => {
    await box.box.createFolder('Public');
    await box.box.append({ raw: mail('public'), folder: 'Public' }, { raw: mail('inbox') });
  });

  it('says why, and leaves the others alone', async () => {
    world.bed.imapFault({ kind: 'refuse', line: /^SELECT Public/ });
    expect(await box.pull()).toMatchObject({ complete: true });
    expect((await box.messages()).map(({ subject }) => subject)).toEqual(['inbox']);
    expect(await box.folder('Public')).toMatchObject({ problem: 'folder-refused', problemCount: 1 });
    const seen = await box.booted.root.get<Array<{ path: string; problem: string | null }>>(
      'mailFolders:list',
      {
        query: { filter: { accountId: box.account.id }, pageSize: 100 },
      },
    );
    expect(seen.data.find(({ path }) => path === 'Public')?.problem).toBe('folder-refused');
    expect(seen.data.find(({ path }) => path === 'INBOX')?.problem).toBeNull();
  });

  it('is tried again after growing pauses, at least once a day', async () => {
    world.bed.imapFault({ kind: 'refuse', line: /^SELECT Public/ });
    for (const minutes of [5, 10, 20]) {
      await box.pull();
      expect(await pauseOf('Public')).toBeCloseTo(minutes, 0);
      await pass('Public', minutes * MINUTE - 20_000);
      const before = (await box.folder('Public'))?.problemCount;
      await box.pull();
      expect((await box.folder('Public'))?.problemCount).toBe(before);
      await pass('Public', 30_000);
    }
    expect([1, 2, 3, 8, 9, 100].map((count) => problemPause(count) / MINUTE)).toEqual([
      5, 10, 20, 640, 1200, 1200,
    ]);
    world.bed.clearFaults();
    await box.pull();
    expect(await box.folder('Public')).toMatchObject({ problem: null, problemCount: 0, problemUntil: null });
    expect(await box.messages('Public')).toHaveLength(1);
  });

  it('is tried at once when STATUS says something else', async () => {
    world.bed.imapFault({ kind: 'refuse', line: /^SELECT Public/ });
    await box.pull();
    const before = selects();
    await box.pull();
    world.bed.clearFaults();
    await box.pull();
    expect((await box.folder('Public'))?.problem).toBe('folder-refused');
    expect(selects()).toBeGreaterThan(before);
    await box.box.append({ raw: mail('more'), folder: 'Public' });
    await box.pull();
    expect(await box.folder('Public')).toMatchObject({ problem: null });
    expect(await box.messages('Public')).toHaveLength(2);
  });

  it('that was open before holds up neither history nor texts of the others', async () => {
    await box.box.append(
      ...Array.from({ length: 40 }, (_, at) => ({ raw: mail(`old ${at}`), folder: 'Public' })),
      ...Array.from({ length: 40 }, (_, at) => ({ raw: mail(`other ${at}`), folder: 'Archive' })),
    );
    await box.pull({ budget: 0 });
    const known = (await box.messages('Public')).length;
    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThan(41);
    world.bed.imapFault({ kind: 'refuse', line: /^SELECT Public/ });
    await box.pullAll();
    expect(await box.messages('Archive')).toHaveLength(40);
    expect(await box.messages('Public')).toHaveLength(known);
    world.bed.clearFaults();
    await pass('Public', DAY);
    await box.pullAll();
    expect(await box.messages('Public')).toHaveLength(41);
  });

  it('whose name breaks the connection twice is set aside, and all others go on', async () => {
    await box.box.createFolder('TEST ');
    await box.box.append({ raw: mail('spaced'), folder: 'TEST ' });
    world.bed.imapFault({ kind: 'cut-at', line: /^SELECT "TEST "/ });
    const ends: string[] = [];
    const { imapLogins } = world.bed.counters;
    for (let turn = 0; turn < 5; turn++)
      ends.push(
        await box.pull().then(
          () => 'well',
          (error: unknown) => asMailError(error).code,
        ),
      );
    expect(ends).toEqual(['connection-lost', 'connection-lost', 'well', 'well', 'well']);
    expect(world.bed.counters.imapLogins - imapLogins).toBe(3);
    expect(await box.folder('TEST ')).toMatchObject({ problem: 'folder-breaks-connection' });
    expect((await box.messages()).map(({ subject }) => subject).sort()).toEqual(['inbox', 'public']);
    world.bed.clearFaults();
    await pass('TEST ', DAY);
    await box.pull();
    expect(await box.folder('TEST ')).toMatchObject({ problem: null });
    expect(await box.messages('TEST ')).toHaveLength(1);
  });
});
const DAY = 24 * 60 * MINUTE;

describe('the Inbox, where the server does not open it', () => {
  it('is told as such, and the other folders are synced', async () => {
    await box.box.append({ raw: mail('elsewhere'), folder: 'Archive' });
    world.bed.imapFault({ kind: 'refuse', line: /^SELECT INBOX/, text: "INBOX doesn't exist" });
    const result = await box.pull();
    expect(result).toMatchObject({ complete: true, refused: { code: 'inbox-refused' } });
    expect(await box.folder('INBOX')).toMatchObject({ problem: 'inbox-refused' });
    expect((await box.messages()).map(({ subject }) => subject)).toEqual(['elsewhere']);
    expect(await box.pull({ only: 'INBOX' })).toMatchObject({ refused: { code: 'inbox-refused' } });
    world.bed.clearFaults();
    await box.box.append({ raw: mail('inbox') });
    expect((await box.pull()).refused).toBeUndefined();
    expect(await box.folder('INBOX')).toMatchObject({ problem: null });
    expect(await box.messages('INBOX')).toHaveLength(1);
  });

  it('is found where the server lists a second folder named Inbox', async () => {
    world.bed.imapFault({
      kind: 'say',
      line: /^\* LIST (.*)INBOX"?\r\n/,
      instead: '* LIST $1INBOX\r\n* LIST (\\HasNoChildren) "/" "Inbox"\r\n',
    });
    await box.box.append({ raw: mail('inbox') });
    await box.pull();
    expect(await box.rows('mailFolders', { path: 'INBOX' })).toHaveLength(1);
    expect(await box.messages('INBOX')).toHaveLength(1);
  });

  it('is tried again whole while the server is busy', async () => {
    world.bed.imapFault({ kind: 'refuse', line: /^SELECT INBOX/, text: '[UNAVAILABLE] Server busy' });
    await expect(box.pull()).rejects.toMatchObject({ code: 'server-unavailable' });
  });
});

describe('names of Exchange', () => {
  it('are shown as Outlook shows them, and opened as the server lists them', async () => {
    const paths = [
      '2023_xF8FF_2024',
      '2023_xF8FF_2024/VALERIA & MATTEO',
      'ภาษี66_xF8FF_ปกสค',
      'TEST ',
      'Reports (old)',
      '50% done',
      'NIL',
    ];
    for (const folder of paths) {
      await box.box.createFolder(folder);
      await box.box.append({ raw: mail(`in ${folder}`), folder });
    }
    // A name that could be taken for nothing comes as a literal.
    world.bed.imapFault({ kind: 'say', line: /"?NIL"?\r\n$/, instead: '{3}\r\nNIL\r\n' });
    await box.pullAll();
    const shown = new Map((await box.rows('mailFolders')).map(({ path, name }) => [path, name]));
    expect(paths.map((path) => shown.get(path))).toEqual([
      '2023/2024',
      'VALERIA & MATTEO',
      'ภาษี66/ปกสค',
      'TEST ',
      'Reports (old)',
      '50% done',
      'NIL',
    ]);
    expect(await box.folder('2023_xF8FF_2024/VALERIA & MATTEO')).toMatchObject({
      parentPath: '2023_xF8FF_2024',
    });
    for (const path of paths) expect(await box.messages(path), path).toHaveLength(1);
  });

  it('are written back for the server, in a rename and in a move', async () => {
    await box.box.createFolder('2023_xF8FF_2024');
    await box.box.append({ raw: mail('to be filed') });
    await box.pullAll();
    const { root } = box.booted;
    const row = await box.folder('2023_xF8FF_2024');
    const carriedOut = async () => drain(world.ctx, box.account, await box.mailbox());
    const [message] = await box.messages('INBOX');
    await root.post('mailMessages:move', { body: { ids: [message?.id], folderId: row?.id } });
    await carriedOut();
    expect(await box.box.list('2023_xF8FF_2024')).toMatchObject([{ subject: 'to be filed' }]);
    const renamed = await root.post('mailFolders:rename', {
      query: { filterByTk: String(row?.id) },
      body: { name: '2023/2025' },
    });
    expect(renamed.status).toBe(200);
    expect(await box.folder('2023_xF8FF_2025')).toMatchObject({ name: '2023/2025', parentPath: null });
    await carriedOut();
    await box.pull();
    expect(await box.folder('2023_xF8FF_2025')).toMatchObject({ id: row?.id, name: '2023/2025' });
    expect(await box.box.list('2023_xF8FF_2025')).toHaveLength(1);
    // Of a server that has not shown how it writes a slash, a name with one is refused in words.
    await box.box.createFolder('Plain');
    await box.pull();
    const refused = await root.post<{ errors: Array<{ code: string }> }>('mailFolders:rename', {
      query: { filterByTk: String((await box.folder('Plain'))?.id) },
      body: { name: 'a/b' },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0]?.code).toBe('invalid-input');
    await root.post('mailFolders:remove', { query: { filterByTk: String(row?.id) } });
    await carriedOut();
    await box.pull();
    expect(await box.folder('Deleted Items/2023_xF8FF_2025')).toMatchObject({
      id: row?.id,
      name: '2023/2025',
    });
  });

  it('never ask for a name that is not listed', async () => {
    await box.box.createFolder('TEST ');
    world.bed.imapFault({ kind: 'cut-at', line: /^(SELECT|STATUS|EXAMINE) "?TEST"?( \(|$)/ });
    await box.pull();
    await box.pull();
    expect(await box.folder('TEST ')).toMatchObject({ problem: null });
  });
});
