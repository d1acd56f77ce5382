import type { GrantPower } from '../../../common';
import type { Translate } from '../../locale';

/** What a workflow may do, as sentences for the mailbox's owner. */
export function powerTexts(t: Translate, powers: readonly GrantPower[]): string[] {
  const texts: Record<GrantPower, string> = {
    events: t('Read messages that are received or sent, as soon as that happens'),
    send: t('Send messages from this mailbox'),
    update: t('Mark and move messages'),
  };
  return powers.map((power) => texts[power]);
}
