import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { SOURCE_PART, type AttachmentDraft } from '../messageDraft';
import { rowsAs, table } from '../db/rows';
import { touchMessages } from '../threads/threads';

interface Listed {
  id: Id;
  part: string;
  contentType: string | null;
}

/**
 * Replaces the list of a message's files with `found`, which was read later than the header and is more accurate. A
 * list that says the same stays as it is, because somebody may be about to download a file by its id.
 */
export async function settleAttachments(
  ctx: MailContext,
  mail: { id: Id; accountId: Id },
  found: readonly AttachmentDraft[],
  transaction: Transaction,
): Promise<void> {
  const attachments = table(ctx, 'mailAttachments');
  const where = { mailMessageId: mail.id };
  const listed = rowsAs<Listed>(
    await attachments.findAll({
      where,
      attributes: ['id', 'part', 'contentType'],
      raw: true,
      transaction,
    }),
  );
  if (sameFiles(listed, found)) return;
  await attachments.destroy({ where, transaction });
  const rows = found.map((file) => ({
    id: ctx.app.snowflakeIdGenerator.generate(),
    mailMessageId: mail.id,
    accountId: mail.accountId,
    ...file,
  }));
  if (rows.length > 0) await attachments.bulkCreate(rows, { transaction });
  const values = { hasAttachments: found.some((file) => !file.inline) };
  await table(ctx, 'mailMessages').update(values, { where: { id: mail.id }, transaction });
  touchMessages(ctx, [mail.id], transaction);
}

/** Compares files by type and place, no matter where the place was read from. */
function sameFiles(
  listed: ReadonlyArray<Pick<Listed, 'part' | 'contentType'>>,
  found: readonly AttachmentDraft[],
): boolean {
  const keyOf = ({ part, contentType }: Pick<Listed, 'part' | 'contentType'>) =>
    `${part.startsWith(SOURCE_PART) ? part.slice(SOURCE_PART.length) : part} ${contentType ?? ''}`;
  const keys = new Set(listed.map(keyOf));
  return listed.length === found.length && found.every((file) => keys.has(keyOf(file)));
}
