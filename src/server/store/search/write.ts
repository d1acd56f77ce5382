import { Op, type Transaction } from 'sequelize';
import type { Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import type { IndexRow } from './engine';
import { engineOf } from './state';
import { bodyStreamOf, streamOf, type SearchText } from './text';

/** Tokens per statement, because databases limit its size. */
const MAX_TOKENS = 30_000;
const MAX_ROWS = 200;

/** Makes new messages searchable, in the transaction that stores them. */
export async function indexMails(
  ctx: MailContext,
  mails: readonly SearchText[],
  transaction: Transaction,
): Promise<void> {
  const engine = engineOf(ctx);
  // If there is none yet, the next start finds what is missing.
  if (!engine) return;
  const toRow = (mail: SearchText): IndexRow => {
    const { id, accountId, receivedAt } = mail;
    return { id, accountId, receivedAt, tokens: streamOf(mail) };
  };
  for (const some of inPieces(mails, toRow)) await engine.write(ctx, some, transaction);
}

/**
 * Makes texts (plain, without HTML) searchable in the transaction that stores them, for messages of one account whose
 * other fields have been searchable since they arrived. Pass each text only once, since they add up.
 */
export async function appendBodies(
  ctx: MailContext,
  accountId: Id,
  bodies: ReadonlyArray<{ id: Id; text: string }>,
  transaction: Transaction,
): Promise<void> {
  const engine = engineOf(ctx);
  if (!engine?.append) return indexBodies(ctx, bodies, transaction);
  const full = bodies.filter(({ text }) => text !== '');
  const toRow = ({ id, text }: { id: Id; text: string }) => ({ id, tokens: bodyStreamOf(accountId, text) });
  for (const some of inPieces(full, toRow)) await engine.append(ctx, some, transaction);
}

/** Reindexes stored messages, in the transaction that stores their texts (`text` is plain, without HTML). */
export async function indexBodies(
  ctx: MailContext,
  bodies: ReadonlyArray<{ id: Id; text: string }>,
  transaction: Transaction,
): Promise<void> {
  if (!engineOf(ctx)) return;
  const texts = new Map(bodies.map(({ id, text }) => [String(id), text]));
  const mails = await storedTexts(
    ctx,
    bodies.map(({ id }) => id),
    transaction,
  );
  const ids = mails.map(({ id }) => id);
  await unindex(ctx, ids, transaction);
  const full = mails.map((mail) => ({ ...mail, text: texts.get(String(mail.id)) ?? '' }));
  await indexMails(ctx, full, transaction);
}

/** Removes messages from the index. */
export async function unindex(ctx: MailContext, ids: readonly Id[], transaction: Transaction): Promise<void> {
  if (ids.length === 0) return;
  const where = { mailMessageId: { [Op.in]: [...ids] } };
  await table(ctx, 'mailSearch').destroy({ where, transaction });
}

/** The searchable parts of stored messages, except their bodies. */
async function storedTexts(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<SearchText[]> {
  const where = { [Op.in]: [...ids] };
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { id: where },
    attributes: ['id', 'accountId', 'receivedAt', 'subject', 'from', 'to', 'cc', 'bcc'],
    transaction,
  });
  const files = rowsAs<{ mailMessageId: Id; filename: string | null }>(
    await table(ctx, 'mailAttachments').findAll({
      where: { mailMessageId: where },
      attributes: ['mailMessageId', 'filename'],
      raw: true,
      transaction,
    }),
  );
  return rows.map((row) => {
    const id = row.get('id') as Id;
    const people = (field: string) => (row.get(field) as MailAddress[] | null) ?? [];
    return {
      id,
      accountId: row.get('accountId') as Id,
      receivedAt: new Date(row.get('receivedAt') as string),
      subject: (row.get('subject') as string | null) ?? '',
      ...{ from: people('from'), to: people('to'), cc: people('cc'), bcc: people('bcc') },
      files: files
        .filter(({ mailMessageId }) => String(mailMessageId) === String(id))
        .map(({ filename }) => filename ?? ''),
      text: '',
    };
  });
}

/** The stored texts of messages; '' for those without one. */
export async function bodiesOf(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<Array<{ id: Id; text: string }>> {
  const rows = rowsAs<{ mailMessageId: Id; text: string | null }>(
    await table(ctx, 'mailBodies').findAll({
      where: { mailMessageId: { [Op.in]: [...ids] } },
      attributes: ['mailMessageId', 'text'],
      raw: true,
      transaction,
    }),
  );
  const texts = new Map(rows.map(({ mailMessageId, text }) => [String(mailMessageId), text ?? '']));
  return ids.map((id) => ({ id, text: texts.get(String(id)) ?? '' }));
}

/** Turns messages into rows, as many at a time as one statement takes; no more than that are kept in memory. */
function* inPieces<Mail, Row extends { tokens: readonly string[] }>(
  mails: readonly Mail[],
  toRow: (mail: Mail) => Row,
): Generator<Row[]> {
  let piece: Row[] = [];
  let size = 0;
  for (const mail of mails) {
    const row = toRow(mail);
    piece.push(row);
    size += row.tokens.length;
    if (piece.length < MAX_ROWS && size < MAX_TOKENS) continue;
    yield piece;
    [piece, size] = [[], 0];
  }
  if (piece.length > 0) yield piece;
}
