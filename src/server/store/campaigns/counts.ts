import { fn, col, Op } from 'sequelize';
import { RECIPIENT_STATES, type CampaignCounts, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { columnOf, rowsAs, table } from '../db/rows';

interface Group {
  campaignId: Id;
  state: CampaignCounts extends Record<infer Key, number> ? Key : never;
  outcome: 'bounced' | 'answered' | null;
  count: number | string;
  unsubscribed: number | string;
}

/** How many recipients bulk emails have in each state and with each outcome, by id. */
export async function countRecipients(
  ctx: MailContext,
  ids: readonly Id[],
): Promise<Map<string, CampaignCounts>> {
  const counts = new Map(ids.map((id) => [String(id), nobody()]));
  if (ids.length === 0) return counts;
  const column = (field: string) => col(columnOf(ctx, 'mailCampaignRecipients', field));
  const groups = rowsAs<Group>(
    await table(ctx, 'mailCampaignRecipients').findAll({
      where: { campaignId: { [Op.in]: [...ids] } },
      attributes: [
        ...['campaignId', 'state', 'outcome'],
        [fn('COUNT', column('id')), 'count'],
        [fn('COUNT', column('unsubscribedAt')), 'unsubscribed'],
      ] as never,
      group: ['campaignId', 'state', 'outcome'],
      raw: true,
    }),
  );
  for (const { campaignId, state, outcome, count, unsubscribed } of groups) {
    const sum = counts.get(String(campaignId));
    if (!sum) continue;
    sum[state] += Number(count);
    if (state !== 'leftOut') sum.total += Number(count);
    if (outcome) sum[outcome] += Number(count);
    sum.unsubscribed += Number(unsubscribed);
  }
  return counts;
}

const nobody = (): CampaignCounts => {
  const keys = [...RECIPIENT_STATES, 'bounced', 'answered', 'unsubscribed', 'total'] as const;
  return Object.fromEntries(keys.map((key) => [key, 0])) as CampaignCounts;
};
