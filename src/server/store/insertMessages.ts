import { Op, type Transaction } from 'sequelize';
import type { Id, MailAddress } from '../../common';
import type { MailContext } from '../context';
import { sizeOf, type MessageDraft } from './messageDraft';
import { table } from './rows';

type Row = Record<string, unknown>;

const ROLES = ['from', 'to', 'cc', 'bcc', 'replyTo'] as const;
/** MySQL's TEXT holds 64 KiB. */
const MAX_RECIPIENTS_TEXT = 10_000;
const MAX_REFERENCES_TEXT = 30_000;

/** Where the mails go. */
export interface Place {
  accountId: Id;
  folderId: Id;
  uidValidity: string;
}

/** Writes new mails with their bodies, addresses and attachments, a few statements for all of them. */
export async function insertMessages(
  ctx: MailContext,
  place: Place,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<void> {
  if (drafts.length === 0) return;
  const threads = await resolveThreads(ctx, place.accountId, drafts, transaction);
  const messages: Row[] = [];
  const bodies: Row[] = [];
  const addresses: Row[] = [];
  const attachments: Row[] = [];
  const newId = () => ctx.app.snowflakeIdGenerator.generate();
  const { accountId } = place;
  for (const draft of drafts) {
    const mailMessageId = newId();
    messages.push({ id: mailMessageId, ...place, ...messageValues(draft), threadKey: threads.get(draft) });
    if (draft.body) bodies.push({ mailMessageId, accountId, ...draft.body, size: sizeOf(draft.body) });
    for (const row of addressValues(draft)) addresses.push({ id: newId(), mailMessageId, accountId, ...row });
    for (const file of draft.attachments)
      attachments.push({ id: newId(), mailMessageId, accountId, ...file });
  }
  await table(ctx, 'mailMessages').bulkCreate(messages, { transaction });
  await inPieces(bodies, 20, (rows) => table(ctx, 'mailBodies').bulkCreate(rows, { transaction }));
  await inPieces(addresses, 500, (rows) => table(ctx, 'mailAddresses').bulkCreate(rows, { transaction }));
  await inPieces(attachments, 500, (rows) => table(ctx, 'mailAttachments').bulkCreate(rows, { transaction }));
}

/** Databases limit a statement's size (`max_allowed_packet`) and number of values. */
async function inPieces(
  rows: readonly Row[],
  size: number,
  write: (rows: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += size) await write(rows.slice(at, at + size));
}

function messageValues(draft: MessageDraft): Row {
  const [sender] = draft.from;
  const recipients = [...draft.to, ...draft.cc].map((one) => one.name || one.address).join(', ');
  return {
    uid: draft.uid,
    messageId: draft.messageId,
    messageIdHash: draft.messageIdHash,
    inReplyTo: draft.inReplyTo,
    references: draft.references.join(' ').slice(0, MAX_REFERENCES_TEXT),
    identityHash: draft.identityHash,
    subject: draft.subject,
    fromName: sender?.name || sender?.address || '',
    fromAddress: (sender?.address ?? '').toLowerCase(),
    toText: recipients.slice(0, MAX_RECIPIENTS_TEXT),
    from: draft.from,
    to: draft.to,
    cc: draft.cc,
    bcc: draft.bcc,
    replyTo: draft.replyTo,
    sentAt: draft.sentAt,
    receivedAt: draft.receivedAt,
    size: draft.size,
    seen: draft.seen,
    flagged: draft.flagged,
    answered: draft.answered,
    draft: draft.draft,
    hasAttachments: draft.attachments.some((file) => !file.inline),
    preview: draft.preview,
    bodyState: draft.body ? 'stored' : draft.bodyError ? 'failed' : 'pending',
    bodyError: draft.bodyError,
    vanishedAt: null,
  };
}

function addressValues(draft: MessageDraft): Row[] {
  return ROLES.flatMap((role) => {
    const seen = new Set<string>();
    return draft[role].flatMap(({ name, address }: MailAddress) => {
      const lower = address.toLowerCase();
      if (lower === '' || seen.has(lower)) return [];
      seen.add(lower);
      return [{ role, address: lower, domain: lower.slice(lower.lastIndexOf('@') + 1), name }];
    });
  });
}

/**
 * Each mail's thread: that of its nearest ancestor which is stored, or comes in the same batch. Where a mail
 * turns out to continue a thread that later ones had named after it, those join it.
 */
async function resolveThreads(
  ctx: MailContext,
  accountId: Id,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<Map<MessageDraft, string>> {
  const messages = table(ctx, 'mailMessages');
  const wanted = [...new Set(drafts.flatMap((draft) => draft.ancestors))];
  const known = new Map<string, string>();
  for (let at = 0; at < wanted.length; at += 500) {
    const rows = (await messages.findAll({
      where: { accountId, messageIdHash: { [Op.in]: wanted.slice(at, at + 500) } },
      attributes: ['messageIdHash', 'threadKey'],
      raw: true,
      transaction,
    })) as unknown as Array<{ messageIdHash: string; threadKey: string }>;
    for (const row of rows) known.set(row.messageIdHash, row.threadKey);
  }
  const threads = new Map<MessageDraft, string>();
  for (const draft of [...drafts].sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime())) {
    const ancestor = draft.ancestors.find((hash) => known.has(hash));
    const thread = (ancestor && known.get(ancestor)) ?? draft.threadKey;
    threads.set(draft, thread);
    if (draft.messageIdHash && !known.has(draft.messageIdHash)) known.set(draft.messageIdHash, thread);
  }
  await joinThreads(ctx, accountId, threads, transaction);
  return threads;
}

async function joinThreads(
  ctx: MailContext,
  accountId: Id,
  threads: ReadonlyMap<MessageDraft, string>,
  transaction: Transaction,
): Promise<void> {
  const messages = table(ctx, 'mailMessages');
  const joins = new Map<string, string>();
  for (const [{ messageIdHash }, thread] of threads) {
    if (messageIdHash && messageIdHash !== thread) joins.set(messageIdHash, thread);
  }
  if (joins.size === 0) return;
  const named = (await messages.findAll({
    where: { accountId, threadKey: { [Op.in]: [...joins.keys()] } },
    attributes: ['threadKey'],
    group: ['threadKey'],
    raw: true,
    transaction,
  })) as unknown as Array<{ threadKey: string }>;
  for (const { threadKey } of named) {
    const joined = joins.get(threadKey);
    // silent: a thread's key is ours, not an edit of the mail.
    if (joined)
      await messages.update(
        { threadKey: joined },
        { where: { accountId, threadKey }, transaction, silent: true },
      );
  }
}
