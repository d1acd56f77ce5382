import { expect } from 'vitest';
import type { Id } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { table } from '../../../../src/server/store/db/rows';

export interface Mail {
  id: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  threadKey: string;
  identityHash: string;
  subject: string;
  fromName: string;
  receivedAt: Date;
  seen: boolean;
  flagged: boolean;
  hasAttachments: boolean;
  vanishedAt: Date | null;
}

export async function storedMails(ctx: MailContext, accountId: Id): Promise<Mail[]> {
  const rows = await table(ctx, 'mailMessages').findAll({ where: { accountId } });
  return rows.map((row) => ({
    ...(row.get({ plain: true }) as unknown as Mail),
    uid: Number(row.get('uid')),
  }));
}

/** What `mailThreads` is to be, counted anew from the mails in another way than the store does. */
function countedAnew(all: readonly Mail[]): Record<string, object> {
  const shown = all.filter(({ vanishedAt }) => vanishedAt === null);
  const rows = new Map<string, object>();
  for (const { folderId, threadKey } of shown) {
    const mails = shown.filter((mail) => mail.folderId === folderId && mail.threadKey === threadKey);
    mails.sort((a, b) => Number(a.receivedAt) - Number(b.receivedAt) || Number(a.id) - Number(b.id));
    rows.set(`${folderId} ${threadKey}`, {
      total: mails.length,
      unread: mails.filter(({ seen }) => !seen).length,
      flagged: mails.filter(({ flagged }) => flagged).length,
      hasAttachments: mails.some(({ hasAttachments }) => hasAttachments),
      subject: mails[0]?.subject,
      participants: [...new Set(mails.map(({ fromName }) => fromName))].slice(0, 10),
      latestAt: mails.at(-1)?.receivedAt.getTime(),
      latestMessageId: String(mails.at(-1)?.id),
      // Nothing is snoozed here.
      apart: null,
    });
  }
  return Object.fromEntries(rows);
}

export async function expectThreads(ctx: MailContext, accountId: Id, what: string): Promise<void> {
  const rows = await table(ctx, 'mailThreads').findAll({ where: { accountId } });
  const kept = rows.map((row) => {
    const plain: Record<string, unknown> = row.get({ plain: true });
    const { id: _id, accountId: _account, folderId, threadKey, ...values } = plain;
    const participants = (values.participants as Array<{ name: string }>).map(({ name }) => name);
    const latestAt = (values.latestAt as Date).getTime();
    const latest = { latestAt, latestMessageId: String(values.latestMessageId) };
    return [`${String(folderId)} ${String(threadKey)}`, { ...values, participants, ...latest }] as const;
  });
  expect(Object.fromEntries(kept), what).toEqual(countedAnew(await storedMails(ctx, accountId)));
}
