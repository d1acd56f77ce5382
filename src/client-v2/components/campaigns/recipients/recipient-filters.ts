import type { CampaignCounts } from '../../../../common';
import type { RecipientQuery } from '../../../campaigns-api';
import type { Translate } from '../../../locale';

export interface RecipientFilter {
  /** Undefined for everybody. */
  state: RecipientQuery['state'];
  name: string;
  count: number;
}

/** The filters for a draft's recipients. */
export const draftFilters = ({ total, leftOut }: CampaignCounts, t: Translate): RecipientFilter[] => [
  { state: undefined, name: t('All'), count: total + leftOut },
  { state: 'leftOut', name: t('Left out'), count: leftOut },
];

/** The filters for recipients of what is being sent. Rare ones are there only if somebody is in them. */
export function sentFilters(counts: CampaignCounts, t: Translate): RecipientFilter[] {
  const filter = (state: keyof CampaignCounts & RecipientQuery['state'], name: string): RecipientFilter => ({
    ...{ state, name, count: counts[state] },
  });
  const rare = [
    filter('unclear', t('Maybe sent')),
    filter('bounced', t('Bounced')),
    filter('answered', t('Answered')),
    filter('leftOut', t('Left out')),
    filter('canceled', t('Canceled')),
  ];
  return [
    { state: undefined, name: t('All'), count: counts.total + counts.leftOut },
    filter('waiting', t('Waiting')),
    filter('sent', t('Sent')),
    filter('failed', t('Failed')),
    ...rare.filter(({ count }) => count > 0),
  ];
}
