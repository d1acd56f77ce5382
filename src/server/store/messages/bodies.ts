import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { bodyValues, factsOf, noticesOf, type AttachmentDraft, type BodyDraft } from '../messageDraft';
import { noteNewsletters } from '../correspondents/correspondents';
import { rowAs, table } from '../db/rows';
import { indexBodies } from '../search';
import type { LoadedText } from './pendingBodies';
import { settleAttachments } from './settleAttachments';
import { settleBounces } from './settleCampaigns';
import { settleInline } from './settleInline';
import { touchMessages } from '../threads/threads';
import { inTransaction } from '../db/transaction';

/** The parts of a message that are needed to read its body from the server. */
export interface MessagePlace {
  id: Id;
  accountId: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  size: number;
  bodyState: string;
}

/** Where a message is on the server; null if it isn't stored. */
export async function findMessagePlace(ctx: MailContext, messageId: Id): Promise<MessagePlace | null> {
  const row = await table(ctx, 'mailMessages').findByPk(messageId, {
    attributes: ['id', 'accountId', 'folderId', 'uidValidity', 'uid', 'size', 'bodyState'],
    raw: true,
  });
  const place = rowAs<MessagePlace>(row);
  return place && { ...place, uid: Number(place.uid), size: Number(place.size ?? 0) };
}

/** The stored body of a message; null if there is none. */
export async function findBody(ctx: MailContext, messageId: Id): Promise<BodyDraft | null> {
  const row = rowAs<BodyDraft>(await table(ctx, 'mailBodies').findByPk(messageId, { raw: true }));
  if (!row) return null;
  const { text, html, notices, facts } = row;
  return { text: text ?? '', html: html ?? '', notices: noticesOf(notices), facts: factsOf(facts) };
}

/** Records that the reader has left the list that sent a message. */
export async function noteUnsubscribed(ctx: MailContext, messageId: Id): Promise<void> {
  const body = await findBody(ctx, messageId);
  const facts = { ...body?.facts, unsubscribed: true };
  await table(ctx, 'mailBodies').update({ facts }, { where: { mailMessageId: messageId } });
}

/** Stores a body that was read later than its message, with the list of its files. */
export async function saveBody(
  ctx: MailContext,
  place: MessagePlace,
  found: Omit<LoadedText, 'id' | 'attachments'> & { attachments: AttachmentDraft[] },
): Promise<void> {
  const { id, accountId } = place;
  const { body } = found;
  await inTransaction(ctx, async (transaction) => {
    const values = {
      bodyState: 'stored',
      bodyError: null,
      setAsideAt: null,
      preview: found.preview,
      reportsOnHash: found.reportsOn ?? null,
      eventHash: found.event ?? null,
    };
    const [updated] = await table(ctx, 'mailMessages').update(values, { where: { id }, transaction });
    // The message has since been deleted: a body without a message would stay forever.
    if (updated === 0 && !(await table(ctx, 'mailMessages').findByPk(id, { transaction }))) return;
    touchMessages(ctx, [id], transaction);
    await table(ctx, 'mailBodies').destroy({ where: { mailMessageId: id }, transaction });
    await table(ctx, 'mailBodies').create(bodyValues(id, accountId, body), { transaction });
    await settleAttachments(ctx, place, found.attachments, transaction);
    await settleInline(ctx, [{ id, shows: found.shows }], transaction);
    await indexBodies(ctx, [{ id, text: body.text }], transaction);
    const report = { reportsOn: found.reportsOn ?? null, notices: body.notices };
    await settleBounces(ctx, accountId, [report], transaction);
    if (body.facts?.unsubscribe?.oneClick) await noteNewsletters(ctx, accountId, [id], transaction);
  });
}
