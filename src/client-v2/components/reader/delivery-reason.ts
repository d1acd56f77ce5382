import type { DeliveryFate } from '../../../common';
import type { Translate } from '../../locale';

/**
 * Explains why a message didn't arrive, by its enhanced status code (RFC 3463, and Exchange's own codes in
 * that scheme). Returns '' for a message that did.
 */
export function deliveryReason(
  { status, action }: Pick<DeliveryFate, 'status' | 'action'>,
  t: Translate,
): string {
  if (action !== 'failed' && action !== 'delayed') return '';
  const detail = status.replace(/^[245]\./, '');
  // A server that doesn't answer, either for now or until the sender's server gave up.
  if (status.startsWith('4.4.') || detail === '4.7' || /^4\.3(?!10)\d\d$/.test(detail))
    return action === 'delayed'
      ? t('The server of the recipient cannot be reached at the moment.')
      : t('The server of the recipient could not be reached in time.');
  switch (detail) {
    case '1.1':
    case '1.6':
    case '1.10':
      return t('This address does not exist.');
    case '1.2':
    case '1.8':
    case '4.4':
    case '4.310':
      return t('The domain of this address does not exist, or receives no email.');
    case '1.3':
      return t('This address is not written correctly.');
    case '2.1':
      return t('This mailbox is switched off.');
    case '2.2':
      return t('The mailbox of the recipient is full.');
    case '2.3':
    case '3.4':
      return t('The message is too large for the server of the recipient.');
    case '4.1':
    case '1.0':
      return t('The server of the recipient does not accept email for this address.');
    case '4.6':
    case '4.14':
      return t('The message went in circles between servers.');
    case '7.8':
    case '7.23':
    case '7.25':
    case '7.26':
    case '7.27':
    case '7.509':
    case '7.515':
      return t('The server of the recipient could not confirm that the message comes from your domain.');
    case '7.124':
    case '7.133':
    case '7.134':
    case '7.136':
      return t('This recipient accepts email only from certain senders.');
    case '7.501':
    case '7.502':
    case '7.503':
    case '7.705':
    case '7.708':
    case '7.750':
      return t(
        'Sending was blocked for your mailbox or your organization. Your administrator can find out why.',
      );
  }
  if (detail.startsWith('7.'))
    return t('The server of the recipient refused the message, for example because it looks like spam.');
  if (detail.startsWith('6.'))
    return t('The server of the recipient cannot handle the content of the message.');
  return action === 'delayed'
    ? t('The server of the recipient does not take the message yet.')
    : t('The server of the recipient refused the message.');
}
