import { Op } from 'sequelize';
import type { FolderRole, Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { rowAs, rowsAs, table } from '../db/rows';
import { listIn } from '../db/stored';
import { findBody } from './bodies';
import { findAttachments } from './sources';

/** A message as a workflow learns about it. */
export interface EventMessage {
  id: Id;
  accountId: Id;
  /** The mailbox's address. */
  address: string;
  userId: Id;
  folder: { path: string; role: FolderRole };
  messageId: string | null;
  messageIdHash: string | null;
  threadKey: string;
  subject: string;
  from: MailAddress;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress[];
  sentAt: Date;
  receivedAt: Date;
  hasAttachments: boolean;
  preview: string;
  bodyState: string;
  text: string;
  files: Array<{ id: Id; name: string; type: string; size: number }>;
}

type Row = Omit<EventMessage, 'from' | 'address' | 'userId' | 'folder' | 'text' | 'files'> & {
  folderId: Id;
  fromName: string | null;
  fromAddress: string | null;
  vanishedAt: Date | null;
};

/** Milliseconds by which a mail server's clock may be slow. */
const SKEW = 5 * 60_000;

/** The message with this id; null if it, its folder or its account is gone or hidden. */
export async function findEventMessage(ctx: MailContext, id: Id): Promise<EventMessage | null> {
  const row = rowAs<Row>(await table(ctx, 'mailMessages').findByPk(id));
  if (!row || row.vanishedAt != null) return null;
  const account = await table(ctx, 'mailAccounts').findByPk(row.accountId, {
    attributes: ['address', 'userId'],
  });
  const folder = await table(ctx, 'mailFolders').findByPk(row.folderId, { attributes: ['path', 'role'] });
  if (!account || !folder) return null;
  const files = (await findAttachments(ctx, id)).filter(({ inline }) => !inline);
  const { accountId, messageId, messageIdHash, threadKey, bodyState } = row;
  return {
    ...{ id, accountId, messageId, messageIdHash, threadKey, bodyState },
    ...{ address: String(account.get('address')), userId: account.get('userId') as Id },
    folder: { path: String(folder.get('path')), role: folder.get('role') as FolderRole },
    ...{
      subject: row.subject ?? '',
      preview: row.preview ?? '',
      hasAttachments: Boolean(row.hasAttachments),
    },
    from: { name: row.fromName ?? '', address: row.fromAddress ?? '' },
    ...{ to: listIn<MailAddress>(row.to), cc: listIn<MailAddress>(row.cc) },
    replyTo: listIn<MailAddress>(row.replyTo),
    ...{ sentAt: new Date(row.sentAt), receivedAt: new Date(row.receivedAt) },
    text: (await findBody(ctx, id))?.text ?? '',
    files: files.map((file) => ({
      ...{ id: file.id, name: file.filename ?? '', type: file.contentType ?? '', size: file.size },
    })),
  };
}

/** Whether the message is hidden, and may turn up again in another folder: it was moved, and isn't known to be gone. */
export async function isHiddenMessage(ctx: MailContext, id: Id): Promise<boolean> {
  const row = await table(ctx, 'mailMessages').findByPk(id, { attributes: ['vanishedAt'] });
  return row?.get('vanishedAt') != null;
}

/**
 * Ids of an account's messages that were new at that time or later, the newest first, in folders that people see. A
 * message that was stored later may still be history, so its own time counts too.
 */
export async function newestMessages(
  ctx: MailContext,
  accountId: Id,
  since: Date,
  most: number,
): Promise<Id[]> {
  const folders = await table(ctx, 'mailFolders').findAll({
    where: { accountId, vanishedAt: null, leftOut: { [Op.or]: [false, null] } },
    attributes: ['id'],
  });
  const rows = await table(ctx, 'mailMessages').findAll({
    where: {
      ...{ accountId, vanishedAt: null, draft: false },
      folderId: { [Op.in]: folders.map((folder) => folder.get('id') as Id) },
      ...{ receivedAt: { [Op.gte]: new Date(since.getTime() - SKEW) }, createdAt: { [Op.gte]: since } },
    },
    attributes: ['id'],
    order: [['receivedAt', 'DESC']],
    limit: most,
    raw: true,
  });
  return rowsAs<{ id: Id }>(rows).map(({ id }) => id);
}
