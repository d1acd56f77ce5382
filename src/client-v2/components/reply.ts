import type { MailAddress, MessageView } from '../../common';
import { sameAddress, uniqueAddresses } from './addresses';

/** `AW:`, `WG:`, `回复：`… as the mail programs of our languages write it, `Re[2]:` and `Re (2):` included. */
const REPLY_PREFIX = /^(?:re|aw|antw|antwort|sv|回复|答复|回覆|答覆)\s*(?:[[(]\d+[\])])?\s*[:：]\s*/iu;
const FORWARD_PREFIX = /^(?:fwd?|wg|tr|enc|rv|转发|轉寄|轉發)\s*(?:[[(]\d+[\])])?\s*[:：]\s*/iu;

/** The subject of an answer or a forward. A prefix that is there, in whichever language, is not doubled. */
export function derivedSubject(subject: string, kind: 'reply' | 'replyAll' | 'forward'): string {
  const [prefix, present] = kind === 'forward' ? ['Fwd: ', FORWARD_PREFIX] : ['Re: ', REPLY_PREFIX];
  const trimmed = subject.trim();
  return present.test(trimmed) ? trimmed : `${prefix}${trimmed}`.trim();
}

/**
 * Who an answer goes to (RFC 5322 §3.6.3): Reply-To where the author set one, else From. Own addresses are
 * left out, unless that leaves nobody; an answer to one's own mail goes to whom that mail went.
 */
export function replyRecipients(
  message: Pick<MessageView, 'from' | 'to' | 'cc' | 'replyTo'>,
  kind: 'reply' | 'replyAll',
  own: string[],
): { to: MailAddress[]; cc: MailAddress[] } {
  const isOwn = ({ address }: MailAddress) => own.some((mine) => sameAddress(mine, address));
  const others = (list: MailAddress[]) =>
    uniqueAddresses(list).filter((entry) => entry.address && !isOwn(entry));
  const fromMe = message.from.length > 0 && message.from.every(isOwn);
  const authors = message.replyTo.length ? message.replyTo : message.from;
  const primary = fromMe && !others(message.replyTo).length ? message.to : authors;
  const to = others(primary).length ? others(primary) : uniqueAddresses(primary);
  if (kind === 'reply') return { to, cc: [] };
  const rest = fromMe ? message.cc : [...message.to, ...message.cc];
  const inTo = (entry: MailAddress) => to.some(({ address }) => sameAddress(address, entry.address));
  return { to, cc: others(rest).filter((entry) => !inTo(entry)) };
}
