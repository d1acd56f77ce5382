import { Op, type Transaction } from 'sequelize';
import type { Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { insertRows } from '../db/insertRows';
import { rowsAs, table } from '../db/rows';

/** The parts of a message from which its thread's row is made. */
export interface CountedMail {
  id: Id;
  folderId: Id;
  threadKey: string;
  subject: string | null;
  fromName: string | null;
  fromAddress: string | null;
  receivedAt: Date | string;
  seen: boolean | number;
  flagged: boolean | number;
  hasAttachments: boolean | number;
  snoozedUntil?: unknown;
  returnedAt?: unknown;
}

/** See collections/mailThreads.ts. */
export interface ThreadRow {
  folderId: Id;
  threadKey: string;
  total: number;
  unread: number;
  flagged: number;
  hasAttachments: boolean;
  subject: string;
  participants: MailAddress[];
  latestAt: Date;
  latestMessageId: Id;
  apart: 'asleep' | 'back' | null;
}

const COUNTED = [
  ...['id', 'folderId', 'threadKey', 'subject', 'fromName', 'fromAddress'],
  ...['receivedAt', 'seen', 'flagged', 'hasAttachments', 'snoozedUntil', 'returnedAt'],
];
const MAX_PARTICIPANTS = 10;
const MAX_NAME = 100;

/** Updates the rows of these threads to match their messages, in a few statements for all of them. */
export async function recountThreads(
  ctx: MailContext,
  accountId: Id,
  threadKeys: readonly string[],
  transaction: Transaction,
): Promise<void> {
  const where = { accountId, threadKey: { [Op.in]: [...threadKeys] } };
  const mails = rowsAs<CountedMail>(
    await table(ctx, 'mailMessages').findAll({
      where: { ...where, vanishedAt: null },
      attributes: COUNTED,
      raw: true,
      transaction,
    }),
  );
  const rows = countThreads(mails);
  await dropNotes(ctx, accountId, threadKeys, mails, transaction);
  const stored = rowsAs<Pick<ThreadRow, 'folderId' | 'threadKey'> & { id: Id }>(
    await table(ctx, 'mailThreads').findAll({
      where,
      attributes: ['id', 'folderId', 'threadKey'],
      raw: true,
      transaction,
    }),
  );
  const kept = new Set(rows.map(placeOf));
  const gone = stored.filter((row) => !kept.has(placeOf(row))).map(({ id }) => id);
  if (gone.length > 0)
    await table(ctx, 'mailThreads').destroy({ where: { id: { [Op.in]: gone } }, transaction });
  const ids = new Map(stored.map((row) => [placeOf(row), row.id]));
  const newId = () => ctx.app.snowflakeIdGenerator.generate();
  await insertRows(
    ctx,
    'mailThreads',
    rows.map((row) => ({ id: ids.get(placeOf(row)) ?? newId(), accountId, ...row })),
    transaction,
    { keys: ['folderId', 'threadKey'], update: Object.keys(rows[0] ?? {}) },
  );
}

/** Notes go with the last message of their conversation; one that is hidden may turn up again. */
async function dropNotes(
  ctx: MailContext,
  accountId: Id,
  threadKeys: readonly string[],
  mails: readonly CountedMail[],
  transaction: Transaction,
): Promise<void> {
  const shown = new Set(mails.map(({ threadKey }) => threadKey));
  const empty = threadKeys.filter((key) => !shown.has(key));
  if (empty.length === 0) return;
  const where = { accountId, threadKey: { [Op.in]: empty } };
  const hidden = await table(ctx, 'mailMessages').findAll({
    where,
    attributes: ['threadKey'],
    group: ['threadKey'],
    raw: true,
    transaction,
  });
  const kept = new Set(rowsAs<{ threadKey: string }>(hidden).map(({ threadKey }) => threadKey));
  const gone = empty.filter((key) => !kept.has(key));
  if (gone.length > 0)
    await table(ctx, 'mailNotes').destroy({
      where: { accountId, threadKey: { [Op.in]: gone } },
      transaction,
    });
}

const placeOf = ({ folderId, threadKey }: Pick<ThreadRow, 'folderId' | 'threadKey'>): string =>
  `${folderId} ${threadKey}`;

/**
 * One row for each thread in each folder, sorted by both. Snoozed messages aren't counted, unless a folder has no others.
 */
export function countThreads(mails: readonly CountedMail[]): ThreadRow[] {
  const rows = new Map<string, ThreadRow>();
  const inOrder = mails.map((mail) => ({ mail, at: new Date(mail.receivedAt) }));
  inOrder.sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.mail.id) - Number(b.mail.id));
  const awake = new Set(mails.filter((mail) => !isAsleep(mail)).map(placeOf));
  for (const { mail, at } of inOrder) {
    if (isAsleep(mail) && awake.has(placeOf(mail))) continue;
    const { folderId, threadKey } = mail;
    const row = rows.get(placeOf(mail)) ?? {
      ...{ folderId, threadKey, total: 0, unread: 0, flagged: 0, hasAttachments: false },
      ...{ subject: mail.subject ?? '', participants: [], latestAt: at, latestMessageId: mail.id },
      apart: isAsleep(mail) ? 'asleep' : null,
    };
    row.total += 1;
    if (!mail.seen) row.unread += 1;
    if (mail.flagged) row.flagged += 1;
    row.hasAttachments ||= Boolean(mail.hasAttachments);
    row.latestAt = at;
    row.latestMessageId = mail.id;
    if (mail.returnedAt != null) row.apart = 'back';
    takePart(row.participants, mail);
    rows.set(placeOf(mail), row);
  }
  return [...rows.keys()].sort().map((place) => rows.get(place) as ThreadRow);
}

const isAsleep = ({ snoozedUntil, returnedAt }: CountedMail): boolean =>
  snoozedUntil != null && returnedAt == null;

function takePart(participants: MailAddress[], { fromName, fromAddress }: CountedMail): void {
  const address = fromAddress ?? '';
  // MariaDB refuses JSON that contains half of a surrogate pair.
  const name = (fromName ?? '').slice(0, MAX_NAME).replace(/[\uD800-\uDBFF]$/, '');
  const known = participants.some((one) => one.address === address && (address !== '' || one.name === name));
  if (known || participants.length === MAX_PARTICIPANTS || `${address}${name}` === '') return;
  participants.push({ name, address });
}
