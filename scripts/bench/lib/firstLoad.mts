import type { FolderView, MessageBody, MessageView } from '../../../src/common/index.ts';
import type { Connected, BenchWorld } from './world.mts';

const PAGE = 50;
/** Milliseconds between looks at the list, in case no hint arrives. A browser loads its list on a hint. */
const IMPATIENCE = 100;
const LOOKS = { fewest: 30, most: 400 };

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export interface FirstPage {
  /** From writing the account's row until the list shows the Inbox's 50 newest messages, in milliseconds. */
  listed: number;
  /** … and until the newest of them is open, with its text. */
  readable: number;
  /** … and until the texts of all 50 are stored. */
  bodies: number;
}

/**
 * Waits, as a browser would, until the Inbox's first page can be read. Milliseconds since the account was
 * stored.
 */
export async function firstPage(world: BenchWorld, { id, storedAt }: Connected): Promise<FirstPage> {
  const since = (): number => performance.now() - storedAt;
  const page = await wholePage(world, id);
  const listed = since();
  const { status, data } = await world.root.get<MessageBody>('mailMessages:body', {
    query: { filterByTk: page[0]?.id },
  });
  if (status !== 200 || !(data.text || data.html))
    throw new Error(`the newest mail is not readable: ${status}`);
  const readable = since();
  const ids = page.map((mail) => String(mail.id)).join(',');
  const waiting = `where "id" in (${ids}) and "bodyState" = 'pending'`;
  while ((await world.watcher.number('count(*)', 'mailMessages', waiting)) > 0) await sleep(LOOKS.fewest);
  return { listed: Math.round(listed), readable: Math.round(readable), bodies: Math.round(since()) };
}

async function wholePage(world: BenchWorld, accountId: string): Promise<MessageView[]> {
  let told: () => void = () => undefined;
  const listen = (): void => told();
  world.app.on('ws:sendToUser', listen);
  try {
    let inbox: FolderView | undefined;
    for (;;) {
      const hint = new Promise<void>((resolve) => (told = resolve));
      inbox ??= (await folders(world, accountId)).find(({ role }) => role === 'inbox');
      const page = inbox ? await newest(world, inbox.id) : [];
      if (page.length === PAGE) return page;
      await Promise.race([hint, sleep(IMPATIENCE)]);
    }
  } finally {
    world.app.off('ws:sendToUser', listen);
  }
}

async function folders(world: BenchWorld, accountId: string): Promise<FolderView[]> {
  const query = { paginate: 'false', filter: { accountId } };
  return (await world.root.get<FolderView[]>('mailFolders:list', { query })).data;
}

async function newest(world: BenchWorld, folderId: FolderView['id']): Promise<MessageView[]> {
  const query = { page: '1', pageSize: String(PAGE), sort: '-receivedAt,-id', filter: { folderId } };
  return (await world.root.get<MessageView[]>('mailMessages:list', { query })).data;
}

/**
 * Waits until this many of the account's messages are stored. Returns the milliseconds since the account was
 * stored.
 */
export async function allHeaders(world: BenchWorld, account: Connected, mails: number): Promise<number> {
  const where = `where "accountId" = ${account.id}`;
  for (let before = 0, pause = LOOKS.most; ;) {
    const stored = await world.watcher.number('count(*)', 'mailMessages', where);
    if (stored >= mails) return Math.round(performance.now() - account.storedAt);
    // Counting has a cost, so it only becomes frequent towards the end.
    const left = ((mails - stored) / Math.max(1, stored - before)) * pause;
    pause = Math.min(LOOKS.most, Math.max(LOOKS.fewest, left / 2));
    before = stored;
    await sleep(pause);
  }
}

/** Waits until nothing is left to load. Returns the milliseconds since the account was stored. */
export async function allBodies(world: BenchWorld, account: Connected, mails: number): Promise<number> {
  await allHeaders(world, account, mails);
  const { watcher } = world;
  const where = `where "accountId" = ${account.id} and "bodyState" = 'pending'`;
  while ((await watcher.number('count(*)', 'mailMessages', where)) > 0) await sleep(LOOKS.most / 2);
  const connected = `where "id" = ${account.id} and "state" = 'connected'`;
  while ((await watcher.number('count(*)', 'mailAccounts', connected)) === 0) await sleep(LOOKS.fewest);
  return Math.round(performance.now() - account.storedAt);
}
