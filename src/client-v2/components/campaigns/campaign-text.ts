import type {
  CampaignCounts,
  CampaignRecipientView,
  CampaignState,
  CampaignSummary,
  LeftOutReason,
  RecipientState,
} from '../../../common';
import type { Translate } from '../../locale';
import type { StateText } from '../shared/StateTag';

/** Returns the state of a bulk email in a word. */
export function campaignState({ state, reason }: CampaignSummary, t: Translate): StateText {
  const texts: Record<CampaignState, StateText> = {
    draft: { text: t('Draft'), color: 'default' },
    running: { text: t('Sending'), color: 'processing' },
    paused: { text: t('Paused'), color: reason === null ? 'default' : 'warning' },
    canceled: { text: t('Canceled'), color: 'default' },
    done: { text: t('Finished'), color: 'default' },
  };
  return texts[state];
}

/** Returns "120 of 500 sent · 3 failed · 2 bounced · 14 answered". */
export function countsText(counts: CampaignCounts, t: Translate, number: Intl.NumberFormat): string {
  const some = (count: number, text: (count: string) => string) =>
    count > 0 ? text(number.format(count)) : undefined;
  return [
    t('{{sent}} of {{total}} sent', {
      sent: number.format(counts.sent),
      total: number.format(counts.total),
    }),
    some(counts.failed, (count) => t('{{count}} failed', { count })),
    some(counts.unclear, (count) => t('{{count}} unclear', { count })),
    some(counts.bounced, (count) => t('{{count}} bounced', { count })),
    some(counts.answered, (count) => t('{{count}} answered', { count })),
    some(counts.unsubscribed, (count) => t('{{count}} unsubscribed', { count })),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Returns what became of a recipient's message, in a word. */
export function recipientState({ state, outcome }: CampaignRecipientView, t: Translate): StateText {
  if (outcome === 'bounced') return { text: t('Bounced'), color: 'error' };
  if (outcome === 'answered') return { text: t('Answered'), color: 'processing' };
  const texts: Record<RecipientState, StateText> = {
    waiting: { text: t('Waiting'), color: 'default' },
    sending: { text: t('Sending'), color: 'processing' },
    sent: { text: t('Sent'), color: 'default' },
    failed: { text: t('Failed'), color: 'error' },
    unclear: { text: t('Maybe sent'), color: 'warning' },
    leftOut: { text: t('Left out'), color: 'warning' },
    canceled: { text: t('Canceled'), color: 'default' },
  };
  return texts[state];
}

/** Returns why somebody is left out, for one person. */
export function leftOutText(reason: LeftOutReason, t: Translate): string {
  const texts: Record<LeftOutReason, string> = {
    duplicate: t('This address is already in the list.'),
    invalid: t('This isn’t a valid email address.'),
    noAddress: t('There is no address in this record.'),
    suppressed: t('This address gets no bulk email.'),
    noValue: t('A value is missing that the text needs.'),
  };
  return texts[reason];
}

/** Returns how many are left out for a reason. */
export function leftOutCount(reason: LeftOutReason, count: number, t: Translate): string {
  const texts: Record<LeftOutReason, string> = {
    duplicate: t('{{count}} already in the list', { count }),
    invalid: t('{{count}} without a valid address', { count }),
    noAddress: t('{{count}} without an address', { count }),
    suppressed: t('{{count}} who get no bulk email', { count }),
    noValue: t('{{count}} without a value that the text needs', { count }),
  };
  return texts[reason];
}
