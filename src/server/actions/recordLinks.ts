import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import {
  LONGEST_RECORD_PART,
  MOST_LINKS_AT_ONCE,
  MOST_SHOWN_RECORDS,
  type FoundRecord,
  type Id,
  type LinkedRecord,
  type LinkedView,
  type LinkTarget,
  type RecordKey,
  type RecordView,
} from '../../common';
import { perProcess } from '../appState';
import type { MailContext } from '../context';
import { causeText, MailError } from '../errors';
import {
  canFindRecords,
  recordsWithAddress,
  searchRecords,
  titlePaths,
  viewableCollections,
  visibleKeys,
} from '../host';
import { pushHint } from '../push';
import { listAddressBooks } from '../store/accounts/addressBooks';
import { ownAddresses } from '../store/accounts/identities';
import { addressesIn, findLinkable, messagesOfThread } from '../store/links/linkedMessages';
import { changeLinks, linksOf, recordId } from '../store/links/links';
import { accessibleAccountIds, ownAccount, ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { asCaller } from './asCaller';
import { callerOf } from './caller';
import { chosenMessages, WHICH } from './chosenMessages';
import { compareNames } from './nameOrder';
import { fault, rowId, text, timeZone } from './parameters';
import { isOurs } from './paths';
import { bookOf, nameRecords, viewRecords } from './recordViews';

/** Records of one answer to a search. */
const MOST_FOUND = 20;
/** Addresses of a message for which records are looked for: a message to a whole list is about none of its readers. */
const MOST_ADDRESSES = 10;
/** Maximum words of a search; further ones have no influence. */
const MOST_WORDS = 4;
/** Reads of one collection at a time; while so many are running, no further records are looked for in it. */
const AT_ONCE = 4;

/** A collection of somebody else's: messages aren't linked to messages. */
const collection = text(LONGEST_RECORD_PART).refine((name) => !isOurs(name), fault({ context: 'value' }));
const RECORD = z.strictObject({
  collection,
  recordKey: z.union([z.int().transform(String), text(LONGEST_RECORD_PART).min(1)]),
});
const some = z.array(RECORD).max(MOST_LINKS_AT_ONCE).default([]);
/** A message, or a conversation in all folders of one account or of all. */
const ABOUT = {
  messageId: rowId.nullish(),
  threadKey: text(64).nullish(),
  accountId: rowId.nullish(),
  timeZone,
};
type About = z.output<z.ZodObject<typeof ABOUT>>;

/** Links from messages to records. Nobody but the mailbox's owner sees them, and records only as far as they may. */
export const recordLinkActions: ActionTable = {
  'mailMessages:link': change(
    { values: z.object({ ...WHICH, add: some, remove: some }) },
    async (mail, http, { values: { add, remove, ...which } }) => {
      const records = new Set([...add, ...remove].map(recordId));
      if (records.size === 0 || records.size < add.length + remove.length)
        throw new MailError('invalid-input', { params: { field: 'add' } });
      const messages = await findLinkable(mail, await chosenMessages(mail, http, which));
      await checkVisible(mail, http, add);
      const changed = await changeLinks(mail, callerOf(http), messages, { add, remove });
      http.body = { changed } satisfies LinkedView;
      if (changed.length === 0) return;
      for (const accountId of new Set(messages.map((message) => message.accountId)))
        pushHint(mail, callerOf(http), { accountId, folderIds: [], what: ['links'] });
    },
  ),

  'mailLinks:list': read(ABOUT, async (mail, http, about) => {
    const links = await linksOf(mail, await messagesAbout(mail, http, about));
    http.set('Cache-Control', 'no-store');
    http.body = (await viewRecords(mail, http, links, about.timeZone)) satisfies LinkedRecord[];
  }),

  /** Records with an address that the messages are from or to. A failure means that there are none; its cause is logged. */
  'mailLinks:matching': read(ABOUT, async (mail, http, about) => {
    const ids = await messagesAbout(mail, http, about);
    const own = new Set(await ownAddresses(mail, await accessibleAccountIds(mail, callerOf(http))));
    const found = (await addressesIn(mail, ids, MOST_ADDRESSES * 2)).filter((address) => !own.has(address));
    const addresses = found.slice(0, MOST_ADDRESSES);
    const matching: RecordKey[] = [];
    for (const book of await listAddressBooks(mail))
      if (book.enabled && !isOurs(book.collection))
        matching.push(...(await matchesIn(mail, http, book.collection, book.emails, addresses)));
    http.set('Cache-Control', 'no-store');
    const records = matching.slice(0, MOST_FOUND);
    http.body = (await viewRecords(mail, http, records, about.timeZone)) satisfies RecordView[];
  }),

  /** The collections that the caller can link messages to: those with address books come first. */
  'mailLinks:targets': read({}, async (mail, http) => {
    const books = await bookOf(mail);
    const targets: LinkTarget[] = [];
    for (const { name, title } of await viewableCollections(mail, http)) {
      if (isOurs(name) || name.length > LONGEST_RECORD_PART) continue;
      const names = books(name)?.names ?? [];
      if (!(await canFindRecords(mail, http, name))) continue;
      if ((await titlePaths(mail, http, name, names)).length > 0) targets.push({ collection: name, title });
    }
    const rank = ({ collection: name }: LinkTarget) => (books(name)?.enabled ? 0 : 1);
    http.body = targets.sort((one, other) => rank(one) - rank(other) || compareNames(one.title, other.title));
  }),

  'mailLinks:search': read(
    { collection, text: text(255).default('') },
    async (mail, http, { text: typed, ...where }) => {
      // Databases differ in how a wildcard is taken literally, so none is ever part of a condition.
      const words = typed
        .split(/[\s%_\\]+/)
        .filter(Boolean)
        .slice(0, MOST_WORDS);
      const book = (await bookOf(mail))(where.collection);
      const keys = await asCaller(mail, http, async () => {
        const titles = await titlePaths(mail, http, where.collection, book?.names ?? []);
        const fields = [...new Set([...titles, ...(book?.names ?? []), ...(book?.emails ?? [])])];
        return searchRecords(mail, http, where.collection, { fields, words, limit: MOST_FOUND });
      });
      http.body = (await nameRecords(mail, http, where.collection, book, keys)) satisfies FoundRecord[];
    },
  ),
};

/** Throws `not-found` unless the caller may view all of the records. */
async function checkVisible(mail: MailContext, http: Context, records: readonly RecordKey[]): Promise<void> {
  const byCollection = new Map<string, string[]>();
  for (const { collection: name, recordKey } of records)
    byCollection.set(name, [...(byCollection.get(name) ?? []), recordKey]);
  for (const [name, keys] of byCollection) {
    const visible = new Set(await asCaller(mail, http, () => visibleKeys(mail, http, name, keys)));
    if (!keys.every((key) => visible.has(key))) throw new MailError('not-found');
  }
}

/** The caller's messages that a request is about. */
async function messagesAbout(mail: MailContext, http: Context, about: About): Promise<Id[]> {
  const { messageId, threadKey, accountId } = about;
  if (messageId != null) return [(await ownRow(mail, http, 'mailMessages', messageId)).id];
  if (!threadKey) throw new MailError('invalid-input', { params: { field: 'messageId' } });
  const accountIds =
    accountId == null
      ? await accessibleAccountIds(mail, callerOf(http))
      : [(await ownAccount(mail, http, accountId)).id];
  return messagesOfThread(mail, accountIds, threadKey);
}

/** How many searches of each collection are running. */
const running = perProcess('recordMatches', () => new Map<string, number>());

async function matchesIn(
  mail: MailContext,
  http: Context,
  name: string,
  fields: readonly string[],
  addresses: readonly string[],
): Promise<RecordKey[]> {
  const searches = running();
  const key = `${mail.app.name} ${name}`;
  const already = searches.get(key) ?? 0;
  if (already >= AT_ONCE) return [];
  searches.set(key, already + 1);
  try {
    const asked = { fields, addresses, limit: MOST_SHOWN_RECORDS };
    const keys = await asCaller(mail, http, () => recordsWithAddress(mail, http, name, asked));
    return keys.map((recordKey) => ({ collection: name, recordKey }));
  } catch (error) {
    mail.log.warn('mail: no records could be looked for', { collection: name, cause: causeText(error) });
    return [];
  } finally {
    const left = (searches.get(key) ?? 1) - 1;
    if (left > 0) searches.set(key, left);
    else searches.delete(key);
  }
}
