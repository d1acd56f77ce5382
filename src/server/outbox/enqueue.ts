import type { FolderRole, Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { listFolderRows } from '../store/folders';
import { localMessages, type LocalFlags, type LocalMessage } from '../store/localChanges';
import { sameId } from '../store/rows';
import { placesOf, type ChangePayload } from './change';
import { enqueueChange } from './enqueueChange';
import { ensureFolder } from './ensureFolder';
import type { FlagPayload } from './flag';
import type { CHANGE_KINDS } from './kinds';
import type { MovePayload } from './move';
import type { RemovePayload } from './remove';

type Kind = keyof typeof CHANGE_KINDS;
type Asked = Array<{ message: LocalMessage; place: ChangePayload['messages'][number] }>;

/** Sets or clears flags of mails: here at once, on the server with the next turn. The caller has checked whose they are. */
export async function enqueueFlag(
  ctx: MailContext,
  userId: Id,
  ids: readonly Id[],
  flags: LocalFlags,
): Promise<void> {
  const names = Object.keys(flags) as Array<keyof LocalFlags>;
  await enqueue(ctx, userId, 'flag', ids, (asked): FlagPayload | null => {
    const changed = asked.filter(({ message }) =>
      names.some((name) => Boolean(message[name]) !== flags[name]),
    );
    const before = Object.fromEntries(
      changed.map(({ message }) => [
        String(message.id),
        Object.fromEntries(names.map((name) => [name, Boolean(message[name])])),
      ]),
    );
    return changed.length ? { messages: changed.map(({ place }) => place), flags, before } : null;
  });
}

/** Moves mails to a folder of their own account. */
export async function enqueueMove(
  ctx: MailContext,
  userId: Id,
  ids: readonly Id[],
  folderId: Id,
): Promise<void> {
  await enqueue(ctx, userId, 'move', ids, (asked): MovePayload | null => {
    const moved = asked.filter(({ message }) => !sameId(message.folderId, folderId));
    return moved.length ? { messages: moved.map(({ place }) => place), folderId } : null;
  });
}

/** To the folder of each mail's account that is for this; one is made where there is none. */
export async function enqueueMoveToRole(
  ctx: MailContext,
  userId: Id,
  ids: readonly Id[],
  role: 'archive' | 'junk' | 'inbox',
): Promise<void> {
  for (const [accountId, own] of await byAccount(ctx, ids)) {
    const folderId = await ensureFolder(ctx, userId, accountId, role);
    await enqueueMove(
      ctx,
      userId,
      own.map(({ id }) => id),
      folderId,
    );
  }
}

/** To the trash; what lies there already, or has no trash to go to, is removed for good. */
export async function enqueueRemove(ctx: MailContext, userId: Id, ids: readonly Id[]): Promise<void> {
  for (const [accountId, own] of await byAccount(ctx, ids)) {
    const trash = await folderByRole(ctx, accountId, 'trash');
    const inTrash = own
      .filter(({ folderId }) => trash === null || sameId(folderId, trash))
      .map(({ id }) => id);
    const elsewhere = own.filter(({ id }) => !inTrash.includes(id)).map(({ id }) => id);
    if (trash !== null && elsewhere.length) await enqueueMove(ctx, userId, elsewhere, trash);
    await enqueue(ctx, userId, 'remove', inTrash, (asked): RemovePayload | null =>
      asked.length
        ? { messages: asked.map(({ place }) => place), shownIn: asked.map(({ message }) => message.folderId) }
        : null,
    );
  }
}

/** One operation an account. */
async function enqueue(
  ctx: MailContext,
  userId: Id,
  kind: Kind,
  ids: readonly Id[],
  payloadOf: (asked: Asked) => ChangePayload | null,
): Promise<void> {
  for (const [accountId, own] of await byAccount(ctx, ids)) {
    const ownIds = own.map(({ id }) => id);
    await enqueueChange(ctx, userId, accountId, kind, async (transaction) =>
      payloadOf(await placesOf(ctx, accountId, ownIds, transaction)),
    );
  }
}

async function byAccount(ctx: MailContext, ids: readonly Id[]): Promise<Array<[Id, LocalMessage[]]>> {
  const groups = new Map<string, [Id, LocalMessage[]]>();
  for (const message of await localMessages(ctx, ids)) {
    const group = groups.get(String(message.accountId)) ?? [message.accountId, []];
    group[1].push(message);
    groups.set(String(message.accountId), group);
  }
  return [...groups.values()];
}

async function folderByRole(ctx: MailContext, accountId: Id, role: FolderRole): Promise<Id | null> {
  return (
    (await listFolderRows(ctx, accountId)).find((folder) => folder.role === role && folder.selectable)?.id ??
    null
  );
}

/** A folder that mails of this account can be moved to. */
export async function checkTarget(ctx: MailContext, accountIds: readonly Id[], folderId: Id): Promise<void> {
  for (const accountId of accountIds) {
    const folder = (await listFolderRows(ctx, accountId)).find(({ id }) => sameId(id, folderId));
    if (!folder?.selectable) throw new MailError('invalid-input', { params: { field: 'folderId' } });
  }
}
