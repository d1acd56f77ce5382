import type { CampaignCounts, CampaignSummary, CampaignView, ErrorCode } from '../../common';
import { configuredProvider } from '../accounts/configured';
import type { MailContext } from '../context';
import { viewUpload } from '../outbox';
import { findAccount } from '../store/accounts/accounts';
import type { CampaignRow } from '../store/campaigns/campaigns';
import { countRecipients } from '../store/campaigns/counts';
import { findPause } from '../store/outbox/sendPauses';
import { findOwnUploads } from '../store/outbox/uploads';

/** What the server accepts from one mailbox; null for no limit. */
export interface Pace {
  perMinute: number | null;
  perDay: number | null;
}

const ENDED = ['done', 'canceled'];
const isoOrNull = (date: Date | null | undefined): string | null =>
  date ? new Date(date).toISOString() : null;

/** Bulk emails for a list, in the same order. */
export async function summariesOf(
  mail: MailContext,
  campaigns: readonly CampaignRow[],
): Promise<CampaignSummary[]> {
  const counts = await countRecipients(
    mail,
    campaigns.map(({ id }) => id),
  );
  const waiting = new Map<string, Promise<Waiting>>();
  const waitingOf = ({ accountId, state }: CampaignRow): Promise<Waiting> => {
    if (ENDED.includes(state)) return Promise.resolve(NOT_WAITING);
    const key = String(accountId);
    const known = waiting.get(key) ?? readWaiting(mail, accountId);
    waiting.set(key, known);
    return known;
  };
  return Promise.all(
    campaigns.map(async (campaign) => {
      const { id, accountId, state, reason, subject, createdAt, startedAt, endedAt } = campaign;
      const counted = counts.get(String(id)) as CampaignCounts;
      const { until, why, pace } = await waitingOf(campaign);
      return {
        ...{ id, accountId, state, reason, subject, counts: counted },
        ...{ waitsUntil: isoOrNull(until), waitReason: why },
        minutes: minutesFor(counted.waiting + counted.sending, pace),
        ...{ createdAt: new Date(createdAt).toISOString(), startedAt: isoOrNull(startedAt) },
        endedAt: isoOrNull(endedAt),
      };
    }),
  );
}

/** Minutes that so many messages take at least; null if the server has no limit per minute. */
export const minutesFor = (count: number, { perMinute }: Pace): number | null =>
  perMinute === null ? null : Math.ceil(count / perMinute);

interface Waiting {
  until: Date | null;
  why: ErrorCode | null;
  pace: Pace;
}

const NOT_WAITING: Waiting = { until: null, why: null, pace: { perMinute: null, perDay: null } };

async function readWaiting(mail: MailContext, accountId: CampaignRow['accountId']): Promise<Waiting> {
  const { until, reason } = await findPause(mail, accountId);
  return { until, why: reason, pace: await paceOf(mail, accountId) };
}

/** How fast an account may send; no limits if its provider isn't configured, since it can't send then. */
export async function paceOf(mail: MailContext, accountId: CampaignRow['accountId']): Promise<Pace> {
  const account = await findAccount(mail, accountId);
  const configured = account && (await configuredProvider(mail, account.provider).catch(() => null));
  const limits = configured?.provider.sendLimits(configured.settings);
  return { perMinute: limits?.perMinute || null, perDay: limits?.perDay || null };
}

/** A bulk email with its text. */
export async function viewCampaign(mail: MailContext, campaign: CampaignRow): Promise<CampaignView> {
  const [summary] = await summariesOf(mail, [campaign]);
  const { userId, uploadIds, identityId, html, language, unsubscribe, collection } = campaign;
  const files = await findOwnUploads(mail, userId, uploadIds);
  return {
    ...summary,
    ...{ identityId, html, language, unsubscribe, collection },
    files: files.map(viewUpload),
  };
}
