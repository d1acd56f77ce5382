import type { Caution, Id, MailAddress } from '../../common';
import type { MailContext } from '../context';
import { hasFailed } from '../mime/authentication';
import {
  asciiDomain,
  domainOf,
  isDisguised,
  lookAlikeOf,
  organizationOf,
  plainAddress,
} from '../mime/lookAlike';
import { ownAddresses } from '../store/accounts/identities';
import { isSynced, listFolderRows } from '../store/folders/folders';
import type { BodyDraft } from '../store/messageDraft';
import { isSenderKnown, type ReceivedMail } from '../store/messages/senderHistory';
import { trustedAuthentication } from './trustedAuthentication';

export type SentBy = ReceivedMail & { draft: boolean; replyTo: MailAddress[] | null };

/**
 * What a reader should know about a message's sender before trusting it, strongest sign first. Nothing is ever called
 * safe. `accountIds`: the reader's accounts.
 */
export async function cautionsFor(
  mail: MailContext,
  message: SentBy,
  { facts = {}, notices = [] }: Pick<BodyDraft, 'facts' | 'notices'>,
  accountIds: readonly Id[],
): Promise<Caution[]> {
  const address = message.fromAddress ?? '';
  const domain = domainOf(address);
  const own = await ownAddresses(mail, accountIds);
  if (domain === '' || message.draft || own.includes(address)) return [];
  const known = own.map(domainOf);
  const found: Caution[] = [];
  const authentication = await trustedAuthentication(mail, message.accountId, facts);
  if (authentication && hasFailed(authentication))
    found.push({ reason: 'failed-authentication', value: asciiDomain(domain) });
  const like = lookAlikeOf(domain, known);
  if (like !== null) found.push({ reason: 'look-alike', value: asciiDomain(domain), like });
  else if (isDisguised(domain)) found.push({ reason: 'disguised-domain', value: asciiDomain(domain) });
  if (facts.claims && !isSameOrganization(domainOf(facts.claims), domain))
    found.push({ reason: 'name-is-address', value: plainAddress(facts.claims) });
  const reply = (message.replyTo ?? []).find(
    ({ address: to }) => domainOf(to) !== '' && !isSameOrganization(domainOf(to), domain) && !isOwn(own, to),
  );
  if (reply) found.push({ reason: 'reply-elsewhere', value: plainAddress(reply.address) });
  const isForeign = !known.some((each) => isSameOrganization(each, domain));
  // Mail servers send reports under any name.
  const isReport = notices.some(({ kind }) => kind === 'delivery');
  const isNew = isForeign && !isReport && !(await isSenderKnown(mail, message));
  if (isNew && (await isHistoryLoaded(mail, message.accountId)))
    found.push({ reason: 'first-message', value: plainAddress(address) });
  return found;
}

const isSameOrganization = (left: string, right: string): boolean =>
  organizationOf(left) === organizationOf(right);

const isOwn = (own: readonly string[], address: string): boolean => own.includes(address.toLowerCase());

/** Until then, an older message from the sender may just not have been loaded yet. */
async function isHistoryLoaded(mail: MailContext, accountId: Id): Promise<boolean> {
  const folders = (await listFolderRows(mail, accountId)).filter(isSynced);
  return folders.every(({ problem, loadedFrom }) => problem !== null || loadedFrom === 1);
}
