import type { Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { rowAs, table } from '../db/rows';

/** A message that another one replies to or forwards. */
export interface SourceRow {
  id: Id;
  accountId: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  messageId: string | null;
  inReplyTo: string | null;
  references: string | null;
  subject: string;
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress[];
  sentAt: Date;
  bodyState: string;
}

export interface AttachmentRow {
  id: Id;
  mailMessageId: Id;
  accountId: Id;
  part: string;
  encoding: string | null;
  filename: string | null;
  contentType: string | null;
  size: number;
  contentId: string | null;
  inline: boolean;
}

/** The message with this id as a source for a reply or a forward; null if it isn't stored. */
export async function findSource(ctx: MailContext, id: Id): Promise<SourceRow | null> {
  const row = await table(ctx, 'mailMessages').findByPk(id);
  if (!row) return null;
  const plain = rowAs<SourceRow>(row);
  const { subject, from, to, cc, replyTo } = plain as { [Field in keyof SourceRow]: SourceRow[Field] | null };
  return {
    ...{ ...plain, sentAt: new Date(plain.sentAt) },
    // Columns may be null where a message lacks the header.
    ...{ subject: subject ?? '', from: from ?? [], to: to ?? [] },
    ...{ cc: cc ?? [], replyTo: replyTo ?? [] },
  };
}

/** The attachments of a message, in the order of its parts. */
export async function findAttachments(ctx: MailContext, mailMessageId: Id): Promise<AttachmentRow[]> {
  const rows = await table(ctx, 'mailAttachments').findAll({
    where: { mailMessageId },
    order: [['id', 'ASC']],
  });
  return rows.map((row) => {
    const plain = rowAs<AttachmentRow>(row);
    return { ...plain, size: Number(plain.size ?? 0), inline: Boolean(plain.inline) };
  });
}
