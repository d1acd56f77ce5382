import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { emitMailEvent } from '../../push';
import { saveCursor, type FolderCursor } from './folderCursor';
import { inHalves, isValueRefused } from '../db/inHalves';
import { insertMessages, type FolderRef } from './insertMessages';
import { assertLease, type Lease } from '../cluster/leases';
import { withoutContent, type MessageDraft } from '../messageDraft';
import { findSameMessages, MOVING, type SameMessage } from './messageRows';
import { rowsAs, table } from '../db/rows';
import { touchMessages } from '../threads/threads';
import { inTransaction } from '../db/transaction';
import { endSnoozes, endSnoozesIn } from './snoozes';
import { noteEvents, type NewMessage } from '../workflows/events';
import { hideMessages, hideStale } from './vanish';

export interface FlagChange {
  id: Id;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  draft: boolean;
}

/** The result of a visit to a folder. */
export interface FolderChanges {
  place: FolderRef;
  inserted: readonly MessageDraft[];
  flags: readonly FlagChange[];
  /** Rows whose UID is gone: kept and marked, in case the message turns up in another folder. */
  vanished: readonly Id[];
  cursor: Partial<FolderCursor>;
  /** The new messages have just arrived, and aren't history: workflows learn about them. */
  isNews?: boolean;
}

export interface Applied {
  /** Stored as new rows. */
  inserted: readonly MessageDraft[];
  /** Rows that were kept because their message was found again. */
  adopted: number;
}

/**
 * Stores what a visit found and the folder's new cursor, all in one transaction or not at all. If the database refuses
 * a message's values, that message is set aside; this takes several transactions, the last one for the cursor.
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
  const { isNews } = changes;
  const nothing: FolderChanges = { place, inserted: [], flags: [], vanished: [], cursor: {}, isNews };
  const sum = await applyTogether(ctx, lease, { ...changes, inserted: [], cursor: {} });
  const add = async (some: readonly MessageDraft[]): Promise<void> => {
    const applied = await applyTogether(ctx, lease, { ...nothing, inserted: some });
    sum.inserted = [...sum.inserted, ...applied.inserted];
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
  const applied = await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    await hideMessages(ctx, changes.vanished, transaction);
    await changeFlags(ctx, changes.flags, transaction);
    const fresh = await withoutStored(ctx, place, changes.inserted, transaction);
    const { adopted, rest } = await keepKnown(ctx, place, fresh, transaction);
    const ids = changes.isNews ? idsFor(ctx, rest) : undefined;
    await insertMessages(ctx, place, rest, transaction, ids);
    const noted = ids !== undefined && (await noteEvents(ctx, place, newMessages(ids), transaction));
    await saveCursor(ctx, place.folderId, cursor, transaction);
    if (cursor.loadedFrom === 1) await hideStale(ctx, place, transaction);
    return { inserted: rest, adopted, noted };
  });
  if (applied.noted) emitMailEvent(ctx);
  return applied;
}

const idsFor = (ctx: MailContext, drafts: readonly MessageDraft[]): Map<MessageDraft, Id> =>
  new Map(drafts.map((draft) => [draft, ctx.app.snowflakeIdGenerator.generate() as Id]));

const newMessages = (ids: ReadonlyMap<MessageDraft, Id>): NewMessage[] =>
  [...ids].map(([{ token = null, draft, automatic = false, receivedAt }, id]) => ({
    ...{ id, token, draft, automatic, receivedAt },
  }));

/** Messages that get the same flags share a statement. */
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
    if (values.seen) await endSnoozes(ctx, ids, transaction, { onlyReturned: true });
  }
}

/**
 * Leaves out messages that are stored already, since an interrupted turn may have stored some. One that had vanished
 * from this very place is shown again: the server's earlier answer about it, or about the folder, was wrong.
 */
async function withoutStored(
  ctx: MailContext,
  { folderId, uidValidity }: FolderRef,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<MessageDraft[]> {
  if (drafts.length === 0) return [];
  const rows = rowsAs<{ id: Id; uid: number | string; vanishedAt: unknown }>(
    await table(ctx, 'mailMessages').findAll({
      where: { folderId, uidValidity, uid: { [Op.in]: drafts.map((draft) => draft.uid) } },
      attributes: ['id', 'uid', 'vanishedAt'],
      raw: true,
      transaction,
    }),
  );
  const stored = new Map(rows.map((row) => [Number(row.uid), row]));
  for (const { uid, seen, flagged, answered, draft } of drafts) {
    const row = stored.get(uid);
    if (!row || row.vanishedAt == null) continue;
    const values = { seen, flagged, answered, draft, vanishedAt: null };
    await table(ctx, 'mailMessages').update(values, { where: { id: row.id }, transaction });
    touchMessages(ctx, [row.id], transaction);
  }
  return drafts.filter((draft) => !stored.has(draft.uid));
}

/**
 * Messages known from elsewhere keep their rows: one that vanished from another folder (moved by another client), one
 * that we moved but whose move isn't confirmed yet, and one of this folder from before its UIDs changed.
 */
async function keepKnown(
  ctx: MailContext,
  place: FolderRef,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<{ adopted: number; rest: MessageDraft[] }> {
  const known = await findSameMessages(
    ctx,
    place.accountId,
    drafts.map((draft) => draft.identityHash),
    transaction,
  );
  const free = new Map<string, SameMessage[]>();
  for (const message of known)
    if (isFree(message, place))
      free.set(message.identityHash, [...(free.get(message.identityHash) ?? []), message]);
  const rest: MessageDraft[] = [];
  const adopted: Id[] = [];
  for (const draft of drafts) {
    const message = takeKnown(free.get(draft.identityHash), draft);
    if (!message) {
      rest.push(draft);
      continue;
    }
    const { seen, flagged, answered, uid } = draft;
    const values = { ...place, uid, seen, flagged, answered, draft: draft.draft, vanishedAt: null };
    await table(ctx, 'mailMessages').update(values, { where: { id: message.id }, transaction });
    touchMessages(ctx, [message.id], transaction);
    adopted.push(message.id);
  }
  await endSnoozesIn(ctx, place.folderId, adopted, transaction);
  return { adopted: adopted.length, rest };
}

/**
 * Finds the next of these rows that is this message, and removes it from them. A draft with another UID is a new one
 * unless we moved it ourselves: when somebody changes a draft, the new UID is the only sign that Exchange gives.
 */
function takeKnown(known: SameMessage[] = [], { draft }: MessageDraft): SameMessage | undefined {
  const at = known.findIndex(({ uidValidity }) => !draft || uidValidity === MOVING);
  return at < 0 ? undefined : known.splice(at, 1)[0];
}

function isFree(message: SameMessage, place: FolderRef): boolean {
  if (message.vanished) return true;
  const here = String(message.folderId) === String(place.folderId);
  return here && (message.uidValidity === MOVING || message.uidValidity !== place.uidValidity);
}
