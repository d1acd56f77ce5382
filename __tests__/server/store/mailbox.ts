import type { Id, MailAddress } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { insertMessages } from '../../../src/server/store/messages/insertMessages';
import { saveBodies } from '../../../src/server/store/messages/pendingBodies';
import { inTransaction } from '../../../src/server/store/db/transaction';
import { draftOf } from '../../../src/server/sync/headers/draft';
import type { BootedApp, Caller } from '../boot';

/** A mail as a test describes it. */
export interface TestMail {
  subject: string;
  from?: MailAddress;
  to?: MailAddress[];
  cc?: MailAddress[];
  text?: string;
  files?: string[];
  receivedAt: string;
  seen?: boolean;
  size?: number;
  flagged?: boolean;
}

/** An account of somebody's that is filled by the same functions as a sync fills it. */
export async function createMailbox(booted: BootedApp, caller: Caller, name: string) {
  const ctx: MailContext = { app: booted.app, log: booted.app.log };
  const create = async (collection: string, values: Record<string, unknown>) =>
    (await booted.app.db.getCollection(collection).model.create(values)).get('id') as Id;
  const address = `${name}@example.com`;
  const accountId = await create('mailAccounts', {
    ...{ userId: caller.userId, provider: 'microsoft', identity: name, address, state: 'connected' },
  });
  const folder = (path: string, role: string, total = 10_000) =>
    create('mailFolders', {
      ...{
        accountId,
        path,
        name: path,
        role,
        total,
        unread: 0,
        uidValidity: '1',
        pathHash: `${name} ${path}`,
      },
    });
  const folders = { inbox: await folder('INBOX', 'inbox'), sent: await folder('Sent Items', 'sent') };
  let uid = 0;
  const store = async (folderId: Id, mails: readonly TestMail[]): Promise<Id[]> => {
    const first = uid + 1;
    const drafts = mails.map((mail) => {
      const receivedAt = new Date(mail.receivedAt);
      const { seen = true, flagged = false } = mail;
      const flags = { seen, flagged, answered: false, draft: false, deleted: false };
      const headers = {
        ...{
          messageId: `<${name}-${uid + 1}@example.com>`,
          inReplyTo: null,
          references: [],
          bcc: [],
          replyTo: [],
        },
        ...{ subject: mail.subject, from: [mail.from ?? { name: 'Nobody', address: 'nobody@example.com' }] },
        ...{ to: mail.to ?? [], cc: mail.cc ?? [], date: receivedAt },
      };
      const draft = draftOf({ uid: ++uid, flags, size: mail.size ?? 1000, receivedAt }, headers, null);
      const attachments = (mail.files ?? []).map((filename, index) => ({
        ...{ part: `${index + 2}`, encoding: 'base64', filename, contentType: 'application/pdf' },
        ...{ size: 10, contentId: null, inline: false },
      }));
      return { ...draft, attachments };
    });
    const place = { accountId, folderId, uidValidity: '1' };
    await inTransaction(ctx, (transaction) => insertMessages(ctx, place, drafts, transaction));
    const rows = await booted.app.db.getCollection('mailMessages').model.findAll({
      where: { folderId },
      attributes: ['id', 'uid'],
      order: [['uid', 'ASC']],
    });
    const ids = rows.filter((row) => Number(row.get('uid')) >= first).map((row) => row.get('id') as Id);
    const bodies = mails.flatMap(({ text }, index) =>
      text === undefined
        ? []
        : [
            {
              ...{ id: ids[index], body: { text, html: '' }, preview: text.slice(0, 200) },
              shows: () => false,
            },
          ],
    );
    await saveBodies(ctx, null, accountId, bodies);
    return ids;
  };
  return { ctx, accountId, folders, store };
}
