import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { saveCursor, type FolderCursor } from './folders';
import { inHalves, isValueRefused } from './inHalves';
import { insertMessages, type Place } from './insertMessages';
import { assertLease, type Lease } from './leases';
import { withoutContent, type MessageDraft } from './messageDraft';
import { deleteMessages, findTwins, MOVING, type Twin } from './messageRows';
import { table } from './rows';
import { touchMessages, touchThreads } from './threads';
import { inTransaction } from './transaction';

export interface FlagChange {
  id: Id;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  draft: boolean;
}

/** What a visit to a folder found. */
export interface FolderChanges {
  place: Place;
  inserted: readonly MessageDraft[];
  flags: readonly FlagChange[];
  /** Rows whose UID is gone: kept, marked, for the case that the mail turns up in another folder. */
  vanished: readonly Id[];
  cursor: FolderCursor;
}

export interface Applied {
  inserted: number;
  /** Rows that were kept because their mail was found again. */
  adopted: number;
}

/**
 * Stores what a visit found and the folder's new cursor, all in one transaction or not at all. Where the database
 * refuses the values of a mail, that one is set aside: then it takes several transactions, the cursor's the last.
 */
export async function applyChanges(
  ctx: MailContext,
  lease: Lease | null,
  changes: FolderChanges,
): Promise<Applied> {
  try {
    return await applyTogether(ctx, lease, changes);
  } catch (error) {
    if (changes.inserted.length === 0 || !isValueRefused(error)) throw error;
  }
  const { place, inserted } = changes;
  const nothing: FolderChanges = { place, inserted: [], flags: [], vanished: [], cursor: {} };
  const sum = await applyTogether(ctx, lease, { ...changes, inserted: [], cursor: {} });
  const add = async (some: readonly MessageDraft[]): Promise<void> => {
    const applied = await applyTogether(ctx, lease, { ...nothing, inserted: some });
    sum.inserted += applied.inserted;
    sum.adopted += applied.adopted;
  };
  await inHalves(inserted, add, (one) => add([withoutContent(one, 'message-not-storable')]));
  await applyTogether(ctx, lease, { ...nothing, cursor: changes.cursor });
  return sum;
}

async function applyTogether(
  ctx: MailContext,
  lease: Lease | null,
  changes: FolderChanges,
): Promise<Applied> {
  const { place, cursor } = changes;
  return inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    await vanish(ctx, changes.vanished, transaction);
    await changeFlags(ctx, changes.flags, transaction);
    const fresh = await withoutStored(ctx, place, changes.inserted, transaction);
    const { adopted, rest } = await adopt(ctx, place, fresh, transaction);
    await insertMessages(ctx, place, rest, transaction);
    await saveCursor(ctx, place.folderId, cursor, transaction);
    if (cursor.loadedFrom === 1) await vanishStale(ctx, place, transaction);
    return { inserted: rest.length, adopted };
  });
}

async function vanish(ctx: MailContext, ids: readonly Id[], transaction: Transaction): Promise<void> {
  touchMessages(ctx, ids, transaction);
  for (let at = 0; at < ids.length; at += 500) {
    const where = { id: { [Op.in]: ids.slice(at, at + 500) } };
    await table(ctx, 'mailMessages').update({ vanishedAt: new Date() }, { where, transaction });
  }
}

/** Mails that get the same flags share a statement. */
async function changeFlags(
  ctx: MailContext,
  changes: readonly FlagChange[],
  transaction: Transaction,
): Promise<void> {
  const groups = new Map<string, { values: Omit<FlagChange, 'id'>; ids: Id[] }>();
  for (const { id, ...values } of changes) {
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { values, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  for (const { values, ids } of groups.values()) {
    touchMessages(ctx, ids, transaction);
    for (let at = 0; at < ids.length; at += 500) {
      const where = { id: { [Op.in]: ids.slice(at, at + 500) } };
      await table(ctx, 'mailMessages').update(values, { where, transaction });
    }
  }
}

/** A turn that was cut off may have stored some of these already. */
async function withoutStored(
  ctx: MailContext,
  { folderId, uidValidity }: Place,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<MessageDraft[]> {
  if (drafts.length === 0) return [];
  const rows = (await table(ctx, 'mailMessages').findAll({
    where: { folderId, uidValidity, uid: { [Op.in]: drafts.map((draft) => draft.uid) } },
    attributes: ['uid'],
    raw: true,
    transaction,
  })) as unknown as Array<{ uid: number | string }>;
  const stored = new Set(rows.map((row) => Number(row.uid)));
  return drafts.filter((draft) => !stored.has(draft.uid));
}

/**
 * Mails that were known elsewhere keep their rows: one that vanished from another folder (moved by another
 * client), one whose move of ours is not confirmed yet, and one of this folder from before its UIDs changed.
 */
async function adopt(
  ctx: MailContext,
  place: Place,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<{ adopted: number; rest: MessageDraft[] }> {
  const twins = await findTwins(
    ctx,
    place.accountId,
    drafts.map((draft) => draft.identityHash),
    transaction,
  );
  const free = new Map<string, Twin[]>();
  for (const twin of twins)
    if (isFree(twin, place)) free.set(twin.identityHash, [...(free.get(twin.identityHash) ?? []), twin]);
  const rest: MessageDraft[] = [];
  for (const draft of drafts) {
    const twin = free.get(draft.identityHash)?.shift();
    if (!twin) {
      rest.push(draft);
      continue;
    }
    const { seen, flagged, answered, uid } = draft;
    const values = { ...place, uid, seen, flagged, answered, draft: draft.draft, vanishedAt: null };
    await table(ctx, 'mailMessages').update(values, { where: { id: twin.id }, transaction });
    touchMessages(ctx, [twin.id], transaction);
  }
  return { adopted: drafts.length - rest.length, rest };
}

function isFree(twin: Twin, place: Place): boolean {
  if (twin.vanished) return true;
  const here = String(twin.folderId) === String(place.folderId);
  return here && (twin.uidValidity === MOVING || twin.uidValidity !== place.uidValidity);
}

/**
 * Marks what is left of a folder from before its UIDVALIDITY changed: all of it is loaded, and that was not found
 * again. In the transaction that says so, or whoever ends between the two would leave it for ever.
 */
async function vanishStale(
  ctx: MailContext,
  { accountId, folderId, uidValidity }: Place,
  transaction: Transaction,
): Promise<void> {
  const where = { folderId, uidValidity: { [Op.notIn]: [uidValidity, MOVING] }, vanishedAt: null };
  const threads = (await table(ctx, 'mailMessages').findAll({
    where,
    attributes: ['threadKey'],
    group: ['threadKey'],
    raw: true,
    transaction,
  })) as unknown as Array<{ threadKey: string | null }>;
  if (threads.length === 0) return;
  const keys = threads.flatMap(({ threadKey }) => threadKey ?? []);
  touchThreads(ctx, accountId, keys, transaction);
  await table(ctx, 'mailMessages').update({ vanishedAt: new Date() }, { where, transaction });
}

/** The second half of the unlink: deletes mails that vanished before `before` and did not turn up again. */
export async function purgeVanished(
  ctx: MailContext,
  lease: Lease | null,
  accountId: Id,
  before: Date,
): Promise<number> {
  for (let purged = 0; ;) {
    const count = await inTransaction(ctx, async (transaction) => {
      await assertLease(ctx, lease, transaction);
      const rows = (await table(ctx, 'mailMessages').findAll({
        where: { accountId, vanishedAt: { [Op.lt]: before } },
        attributes: ['id'],
        limit: 500,
        raw: true,
        transaction,
      })) as unknown as Array<{ id: Id }>;
      await deleteMessages(
        ctx,
        rows.map((row) => row.id),
        transaction,
      );
      return rows.length;
    });
    purged += count;
    if (count < 500) return purged;
  }
}
