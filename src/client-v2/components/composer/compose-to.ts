import { parseAddresses } from '../../../common';
import { openComposer } from './composer-store';
import { parseMailto } from '../reader/frame-links';

/** Opens a composer for a `mailto:` link. Returns false for any other link. */
export function composeTo(href: string): boolean {
  const mail = parseMailto(href);
  if (!mail) return false;
  openComposer({
    to: parseAddresses(mail.to),
    cc: parseAddresses(mail.cc),
    bcc: parseAddresses(mail.bcc),
    subject: mail.subject,
    text: mail.body,
  });
  return true;
}
