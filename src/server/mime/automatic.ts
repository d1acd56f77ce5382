import { fieldOf, type HeaderFields } from './header';

/** Octets of a field in which its first word is looked for. */
const BEGINNING = 200;

/**
 * Whether a program sent a message by itself: an out-of-office reply or any other automatic one (RFC 3834 §5), or a
 * report on a delivery or on reading (RFC 6522). Older programs say so in fields of their own.
 */
export function isAutomatic(fields: HeaderFields): boolean {
  const wordOf = (name: string) => fieldOf(fields, name).slice(0, BEGINNING).trim().toLowerCase();
  const submitted = wordOf('auto-submitted');
  return (
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    wordOf('content-type').startsWith('multipart/report') ||
    wordOf('precedence') === 'auto_reply' ||
    fields.has('x-autoreply') ||
    fields.has('x-autorespond') ||
    // Bounces from servers that write no report.
    /(?:^|<|\s)(?:mailer-daemon|postmaster)@/.test(wordOf('from'))
  );
}
