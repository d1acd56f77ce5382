import {
  CONFIRM_PERMANENT,
  messageDeletion,
  type Id,
  type MessageOrigin,
  type RemovalView,
} from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { listFolderRows } from '../../store/folders/folders';
import { localMessages, type LocalFlags, type LocalMessage } from '../../store/outbox/localChanges';
import { sameId } from '../../store/db/rows';
import { pushHint } from '../../push';
import { bringBack, type Returned } from '../../store/messages/returning';
import { placesOf, type ChangePayload } from '../changes/change';
import { enqueueChange } from './enqueueChange';
import { ensureFolder } from './ensureFolder';
import type { FlagPayload } from '../changes/flag';
import type { CHANGE_KINDS } from '../changes/kinds';
import type { MovePayload } from '../changes/move';
import type { RemovePayload } from '../changes/remove';

type Kind = keyof typeof CHANGE_KINDS;
type Asked = Array<{ message: LocalMessage; place: ChangePayload['messages'][number] }>;

/**
 * Sets or clears flags of messages: here immediately, on the server with the next turn. The caller has checked whose
 * they are.
 */
export async function enqueueFlag(
  ctx: MailContext,
  userId: Id,
  ids: readonly Id[],
  flags: LocalFlags,
): Promise<void> {
  await enqueue(ctx, userId, 'flag', ids, (asked) => flagPayload(asked, flags));
}

/** Null if all of them have these flags already. */
function flagPayload(asked: Asked, flags: LocalFlags): FlagPayload | null {
  const names = Object.keys(flags) as Array<keyof LocalFlags>;
  const changed = asked.filter(({ message }) => names.some((name) => Boolean(message[name]) !== flags[name]));
  const before = Object.fromEntries(
    changed.map(({ message }) => [
      String(message.id),
      Object.fromEntries(names.map((name) => [name, Boolean(message[name])])),
    ]),
  );
  return changed.length ? { messages: changed.map(({ place }) => place), flags, before } : null;
}

/**
 * Brings back an account's snoozed messages whose time has come, as unread: in one transaction, so that a process that
 * ends in between leaves no message half back. Returns what came back.
 */
export async function enqueueReturn(
  ctx: MailContext,
  userId: Id,
  accountId: Id,
): Promise<Returned['messages']> {
  let returned: Returned = { messages: [], folderIds: [] };
  await enqueueChange(ctx, userId, accountId, 'flag', async (transaction) => {
    returned = await bringBack(ctx, accountId, transaction);
    const ids = returned.messages.map(({ id }) => id);
    return flagPayload(await placesOf(ctx, accountId, ids, transaction), { seen: false });
  });
  const { messages, folderIds } = returned;
  if (messages.length > 0)
    pushHint(ctx, userId, { accountId, folderIds, what: ['account', 'folders', 'messages'] });
  return messages;
}

/**
 * Moves messages to a folder of their own account. Returns those that weren't there yet, with their previous folders.
 */
export async function enqueueMove(
  ctx: MailContext,
  userId: Id,
  ids: readonly Id[],
  folderId: Id,
): Promise<MessageOrigin[]> {
  const origins = new Map<string, Id>();
  const moved = await enqueue(ctx, userId, 'move', ids, (asked): MovePayload | null => {
    const moving = asked.filter(({ message }) => !sameId(message.folderId, folderId));
    for (const { message } of moving) origins.set(String(message.id), message.folderId);
    return moving.length ? { messages: moving.map(({ place }) => place), folderId } : null;
  });
  return moved.map((id) => ({ id, folderId: origins.get(String(id)) ?? folderId }));
}

/** Moves messages to the folder with this role in their account; it is created if missing. */
export async function enqueueMoveToRole(
  ctx: MailContext,
  userId: Id,
  ids: readonly Id[],
  role: 'archive' | 'junk' | 'inbox',
): Promise<MessageOrigin[]> {
  const moved: MessageOrigin[] = [];
  for (const [accountId, own] of await byAccount(ctx, ids)) {
    const folderId = await ensureFolder(ctx, userId, accountId, role);
    const ownIds = own.map(({ id }) => id);
    moved.push(...(await enqueueMove(ctx, userId, ownIds, folderId)));
  }
  return moved;
}

/**
 * Moves messages to the trash, which is created if missing. Messages already in the trash are deleted only with
 * `permanently`; without it, any of them causes `confirm-permanent`, and nothing at all is changed.
 */
export async function enqueueRemove(
  ctx: MailContext,
  userId: Id,
  ids: readonly Id[],
  { permanently = false }: { permanently?: boolean } = {},
): Promise<RemovalView> {
  const plans: Array<{ accountId: Id; inTrash: Id[]; elsewhere: LocalMessage[] }> = [];
  for (const [accountId, own] of await byAccount(ctx, ids)) {
    const folders = await listFolderRows(ctx, accountId);
    const lies = ({ folderId }: LocalMessage) => messageDeletion(folderId, folders) === 'permanent';
    const there = own.filter(({ vanishedAt }) => !vanishedAt);
    const inTrash = there.filter(lies).map(({ id }) => id);
    plans.push({ accountId, inTrash, elsewhere: there.filter((message) => !lies(message)) });
  }
  if (!permanently && plans.some(({ inTrash }) => inTrash.length > 0)) throw new MailError(CONFIRM_PERMANENT);
  const removed: RemovalView = { trashed: [], deleted: [] };
  for (const { accountId, inTrash, elsewhere } of plans) {
    if (inTrash.length + elsewhere.length === 0) continue;
    const trash = await ensureFolder(ctx, userId, accountId, 'trash');
    const asked = elsewhere.map(({ id }) => id);
    removed.trashed.push(...(await enqueueMove(ctx, userId, asked, trash)));
    removed.deleted.push(...(await enqueueDeletion(ctx, userId, inTrash, trash)));
  }
  return removed;
}

/** Permanently deletes messages that are still in the trash when this runs. */
function enqueueDeletion(ctx: MailContext, userId: Id, ids: readonly Id[], trash: Id): Promise<Id[]> {
  return enqueue(ctx, userId, 'remove', ids, (asked): RemovePayload | null => {
    const inTrash = asked.filter(({ message }) => sameId(message.folderId, trash));
    if (inTrash.length === 0) return null;
    return {
      messages: inTrash.map(({ place }) => place),
      shownIn: inTrash.map(({ message }) => message.folderId),
    };
  });
}

/** Creates one operation per account. Returns the ids of the messages it covers. */
async function enqueue(
  ctx: MailContext,
  userId: Id,
  kind: Kind,
  ids: readonly Id[],
  payloadOf: (asked: Asked) => ChangePayload | null,
): Promise<Id[]> {
  const changed: Id[] = [];
  for (const [accountId, own] of await byAccount(ctx, ids)) {
    const ownIds = own.map(({ id }) => id);
    const operation = await enqueueChange(ctx, userId, accountId, kind, async (transaction) =>
      payloadOf(await placesOf(ctx, accountId, ownIds, transaction)),
    );
    const { messages } = (operation?.payload ?? { messages: [] }) as ChangePayload;
    changed.push(...messages.map(({ id }) => id));
  }
  return changed;
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

/** Throws `invalid-input` unless messages of these accounts can be moved to this folder. */
export async function checkTarget(ctx: MailContext, accountIds: readonly Id[], folderId: Id): Promise<void> {
  for (const accountId of accountIds) {
    const folder = (await listFolderRows(ctx, accountId)).find(({ id }) => sameId(id, folderId));
    if (!folder?.selectable) throw new MailError('invalid-input', { params: { field: 'folderId' } });
  }
}
