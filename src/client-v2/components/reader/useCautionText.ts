import type { Caution } from '../../../common';
import { useT } from '../../locale';

/** Returns a caution's sentence and its explanation. */
export function useCautionText({ reason, value, like = '' }: Caution): { line: string; why: string } {
  const t = useT();
  switch (reason) {
    case 'failed-authentication':
      return {
        line: t('Your mail server could not confirm that this message comes from {{domain}}.', {
          domain: value,
        }),
        why: t(
          'The message failed the checks (SPF, DKIM, DMARC) that show whether a sender’s domain really sent it. Forwarded messages can fail them too. If it asks for money, passwords or data, ask the sender in another way.',
        ),
      };
    case 'look-alike':
      return {
        line: t('The sender’s domain {{domain}} looks like your own, {{own}}, but is a different one.', {
          domain: value,
          own: like,
        }),
        why: t(
          'Similar domains are registered to pass for colleagues. Check the address letter by letter before you answer.',
        ),
      };
    case 'disguised-domain':
      return {
        line: t('The sender’s domain uses letters of another script that look like Latin ones: {{domain}}', {
          domain: value,
        }),
        why: t('Such names can imitate well-known ones. What you see here is the name computers use.'),
      };
    case 'name-is-address':
      return {
        line: t('The sender’s name shows another address: {{address}}', { address: value }),
        why: t(
          'Anybody can put any address into their name. Only the address in angle brackets says where the message comes from.',
        ),
      };
    case 'reply-elsewhere':
      return {
        line: t('Replies go to a different address: {{address}}', { address: value }),
        why: t(
          'The sender asks for replies at an address of another domain. Newsletters and booking systems do that, and so do fraudsters.',
        ),
      };
    case 'first-message':
      return {
        line: t('This is the first message from {{address}} here.', { address: value }),
        why: t('This mailbox has no older message from this address, and none to it.'),
      };
  }
}
