import { randomUUID } from 'node:crypto';
import { col, Op, type Transaction, type WhereOptions } from 'sequelize';
import type { DraftInput, Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { presentDate } from '../db/clock';
import { columnOf, rowAs, sameId, table } from '../db/rows';
import { digestOf } from './digest';

export type DraftState = 'open' | 'sending' | 'sent' | 'discarded';

/** Where a copy of a draft is on the server; `uid` null if the server didn't say. */
export interface DraftPlace {
  accountId: Id;
  folderId: Id;
  uidValidity: string;
  uid: number | null;
  /** For a replaced copy: whether it has been deleted. */
  removed?: boolean;
}

export interface DraftRow {
  id: Id;
  userId: Id;
  accountId: Id;
  key: string;
  state: DraftState;
  version: number;
  editor: string | null;
  turn: number | null;
  payload: DraftInput;
  octets: number;
  digest: string;
  thread: { inReplyTo?: string; references?: string[] } | null;
  imported: boolean;
  token: string;
  /** The copy in the mailbox; null if there is none. */
  copy: DraftPlace | null;
  filedVersion: number | null;
  appending: number | null;
  stale: DraftPlace[];
  fileAt: Date | null;
  updatedAt: Date;
}

/** The most that one user may have: drafts, and octets of their texts. */
const MOST_DRAFTS = 1000;
const MOST_OCTETS = 200 * 1024 * 1024;
/** Most that a list shows: the copies of others follow within a minute. */
const MOST_LISTED = 100;
/** Milliseconds without a change after which the copy in the mailbox is updated. */
export const REST = 30_000;

/** Columns that describe the copy. */
export const copyColumns = (copy: DraftPlace | null) => ({
  folderId: copy?.folderId ?? null,
  uidValidity: copy?.uidValidity ?? null,
  uid: copy?.uid ?? null,
});

/** A row as it is stored, with the place of the copy in separate columns. */
type Stored = Omit<DraftRow, 'copy' | 'stale'> &
  Record<'folderId', Id | null> & {
    uidValidity: string | null;
    uid: number | null;
    stale: DraftPlace[] | null;
  };

function asDraft(row: Parameters<typeof rowAs>[0] & object): DraftRow {
  const { folderId, uidValidity, uid, stale, imported, octets, ...rest } = rowAs<Stored>(row);
  const at = {
    accountId: rest.accountId,
    uidValidity: uidValidity ?? '',
    uid: uid === null ? null : Number(uid),
  };
  const copy = folderId === null ? null : { ...at, folderId };
  return { ...rest, copy, stale: stale ?? [], imported: Boolean(imported), octets: Number(octets ?? 0) };
}

/** The first draft that matches; null if there is none. `lock` needs a transaction. */
export async function findDraft(
  ctx: MailContext,
  where: WhereOptions,
  { transaction, lock = false }: { transaction?: Transaction; lock?: boolean } = {},
): Promise<DraftRow | null> {
  const row = await table(ctx, 'mailDrafts').findOne({
    ...{ where, transaction },
    ...(lock && transaction ? { lock: transaction.LOCK.UPDATE } : {}),
  });
  return row && asDraft(row);
}

/** A user's drafts whose present version isn't in the mailbox yet, most recently changed first. */
export async function listUnfiledDrafts(
  ctx: MailContext,
  userId: Id,
  accountIds: readonly Id[],
): Promise<DraftRow[]> {
  const present = { [Op.ne]: col(columnOf(ctx, 'mailDrafts', 'version')) };
  const rows = await table(ctx, 'mailDrafts').findAll({
    where: {
      ...{ userId, accountId: { [Op.in]: [...accountIds] }, state: 'open' },
      filedVersion: { [Op.or]: [null, present] },
    },
    order: [['updatedAt', 'DESC']],
    limit: MOST_LISTED,
  });
  return rows.map(asDraft);
}

/** Columns for what was written. */
export const contentColumns = (payload: DraftInput) => ({
  payload,
  accountId: payload.accountId,
  uploadIds: payload.uploadIds,
  octets: Buffer.byteLength(payload.html),
  digest: digestOf(payload),
});

/** Columns of a new draft, except those that are the same for every draft. */
export type NewDraft = Pick<DraftRow, 'userId' | 'key' | 'payload'> &
  Partial<Pick<DraftRow, 'editor' | 'turn' | 'thread' | 'imported' | 'filedVersion' | 'fileAt' | 'copy'>>;

/** Stores a new draft. The user must be locked (`lockUser`). Throws `drafts-full`. */
export async function createDraft(
  ctx: MailContext,
  { copy = null, payload, ...values }: NewDraft,
  transaction: Transaction,
): Promise<DraftRow> {
  const content = contentColumns(payload);
  await checkRoom(ctx, values.userId, { drafts: 1, octets: content.octets }, transaction);
  const own = { ...content, ...copyColumns(copy), state: 'open', version: 1, token: randomUUID() };
  const row = await table(ctx, 'mailDrafts').create({ imported: false, ...values, ...own }, { transaction });
  return asDraft(row);
}

/** Changes a draft's columns. False if `where` no longer holds. `silent` keeps `updatedAt`: nobody wrote anything. */
export async function updateDraft(
  ctx: MailContext,
  where: WhereOptions,
  values: Record<string, unknown>,
  { transaction, silent = false }: { transaction?: Transaction; silent?: boolean } = {},
): Promise<boolean> {
  const [updated] = await table(ctx, 'mailDrafts').update(values, { where, transaction, silent });
  return updated > 0;
}

/** If the sender is changed to another account, the copy in the previous account's mailbox has to be deleted. */
export const leaveBehind = ({ accountId, copy, stale }: DraftRow, next: Id) =>
  sameId(accountId, next)
    ? {}
    : {
        ...copyColumns(null),
        ...{ filedVersion: null, appending: null },
        stale: copy ? [...stale, copy] : stale,
      };

/** Deletes a draft that needs no copy any more. */
export async function deleteDraft(ctx: MailContext, id: Id): Promise<void> {
  await table(ctx, 'mailDrafts').destroy({ where: { id } });
}

/** Up to `limit` drafts whose copies are due. */
export async function dueDrafts(ctx: MailContext, limit: number): Promise<DraftRow[]> {
  const rows = await table(ctx, 'mailDrafts').findAll({
    where: { fileAt: { [Op.lte]: await presentDate(ctx) } },
    order: [['fileAt', 'ASC']],
    limit,
  });
  return rows.map(asDraft);
}

/** Throws `drafts-full` if there's no room for so many more drafts and octets of text. The user must be locked. */
export async function checkRoom(
  ctx: MailContext,
  userId: Id,
  more: { drafts: number; octets: number },
  transaction: Transaction,
): Promise<void> {
  const where = { userId, state: 'open' };
  const drafts = table(ctx, 'mailDrafts');
  const count = await drafts.count({ where, transaction });
  const size = Number((await drafts.sum('octets', { where, transaction })) || 0);
  if (count + more.drafts <= MOST_DRAFTS && size + more.octets <= MOST_OCTETS) return;
  const params = { limit: MOST_DRAFTS, megabytes: MOST_OCTETS / 1024 / 1024 };
  throw new MailError('drafts-full', { params });
}

/** Ends a draft whose message was sent or discarded: its copy in the mailbox is due to be removed. */
export async function endDraft(
  ctx: MailContext,
  { userId, key }: { userId: Id; key?: string | null },
  state: 'sent' | 'discarded',
): Promise<void> {
  if (key == null) return;
  await updateDraft(ctx, { userId, key, state: 'sending' }, { state, fileAt: await presentDate(ctx) });
}

/** Ids of the files that any user's drafts need. */
export async function draftUploads(ctx: MailContext): Promise<Id[]> {
  const rows = await table(ctx, 'mailDrafts').findAll({ attributes: ['uploadIds'] });
  return rows.flatMap((row) => (row.get('uploadIds') as Id[] | null) ?? []);
}
