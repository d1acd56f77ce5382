import type { Transaction } from 'sequelize';
import type { DeliveryFate, Id } from '../../../common';
import type { MailContext } from '../../context';
import { noteAnswers, noteBounce, noteCampaignCopies, sendsInBulk } from '../campaigns/outcomes';
import { noticesOf, type MessageDraft } from '../messageDraft';
import { table } from '../db/rows';
import { addressesOf, answersIn, copiesIn } from './ownMessages';

/** Tells the recipients of bulk emails, whose answers these new messages may be, from those who haven't answered. */
export async function settleCampaigns(
  ctx: MailContext,
  accountId: Id,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<void> {
  const copies = copiesIn(drafts);
  const answers = answersIn(drafts).filter(({ ancestors }) => ancestors.length > 0);
  if (copies.size === 0 && answers.length === 0) return;
  if (!(await sendsInBulk(ctx, accountId, transaction))) return;
  if (copies.size > 0) await noteCampaignCopies(ctx, accountId, copies, transaction);
  if (answers.length === 0) return;
  const account = await table(ctx, 'mailAccounts').findByPk(accountId, {
    attributes: ['userId'],
    transaction,
  });
  const own = account
    ? await addressesOf(ctx, [account.get('userId') as Id], transaction)
    : new Set<string>();
  const others = answers.filter(({ from }) => !from.every(({ address }) => own.has(address.toLowerCase())));
  const ancestors = others.flatMap((answer) => answer.ancestors);
  await noteAnswers(ctx, accountId, ancestors, transaction);
}

/** A message's text, as far as it matters for what it reports. */
interface Report {
  /** The hash of the Message-ID that it's about; null if it reports nothing. */
  reportsOn: string | null;
  notices: unknown;
}

/** Notes which messages of bulk emails didn't reach their recipients, according to these reports. */
export async function settleBounces(
  ctx: MailContext,
  accountId: Id,
  reports: readonly Report[],
  transaction: Transaction,
): Promise<void> {
  const about = reports.flatMap(({ reportsOn, notices }) => (reportsOn ? [{ reportsOn, notices }] : []));
  if (about.length === 0 || !(await sendsInBulk(ctx, accountId, transaction))) return;
  for (const { reportsOn, notices } of about)
    await noteBounce(ctx, accountId, reportsOn, fatesIn(notices), transaction);
}

const fatesIn = (notices: unknown): DeliveryFate[] =>
  noticesOf(notices).flatMap((notice) => (notice.kind === 'delivery' ? notice.recipients : []));
