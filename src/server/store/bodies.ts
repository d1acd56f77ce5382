import type { Id } from '../../common';
import type { MailContext } from '../context';
import { sizeOf, type AttachmentDraft, type BodyDraft } from './messageDraft';
import { table } from './rows';
import { indexBodies } from './search';
import { settleAttachments } from './settleAttachments';
import { touchMessages } from './threads';
import { inTransaction } from './transaction';

/** A mail as far as reading its body from the server needs it. */
export interface MessagePlace {
  id: Id;
  accountId: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  size: number;
  bodyState: string;
}

export async function findMessagePlace(ctx: MailContext, messageId: Id): Promise<MessagePlace | null> {
  const row = await table(ctx, 'mailMessages').findByPk(messageId, {
    attributes: ['id', 'accountId', 'folderId', 'uidValidity', 'uid', 'size', 'bodyState'],
    raw: true,
  });
  const place = row as unknown as MessagePlace | null;
  return place && { ...place, uid: Number(place.uid), size: Number(place.size ?? 0) };
}

export async function findBody(ctx: MailContext, messageId: Id): Promise<BodyDraft | null> {
  const row = (await table(ctx, 'mailBodies').findByPk(messageId, {
    raw: true,
  })) as unknown as BodyDraft | null;
  return row && { text: row.text ?? '', html: row.html ?? '' };
}

/** Keeps a body that was read later than its mail, with the list of its files. */
export async function saveBody(
  ctx: MailContext,
  place: MessagePlace,
  body: BodyDraft,
  found: { attachments: AttachmentDraft[]; preview: string },
): Promise<void> {
  const { id, accountId } = place;
  await inTransaction(ctx, async (transaction) => {
    const values = {
      bodyState: 'stored',
      bodyError: null,
      setAsideAt: null,
      preview: found.preview,
      hasAttachments: found.attachments.some((file) => !file.inline),
    };
    const [updated] = await table(ctx, 'mailMessages').update(values, { where: { id }, transaction });
    // Deleted meanwhile: a body without a mail would stay for ever.
    if (updated === 0 && !(await table(ctx, 'mailMessages').findByPk(id, { transaction }))) return;
    touchMessages(ctx, [id], transaction);
    await table(ctx, 'mailBodies').destroy({ where: { mailMessageId: id }, transaction });
    const stored = { mailMessageId: id, accountId, ...body, size: sizeOf(body) };
    await table(ctx, 'mailBodies').create(stored, { transaction });
    await settleAttachments(ctx, place, found.attachments, transaction);
    await indexBodies(ctx, [{ id, text: body.text }], transaction);
  });
}
