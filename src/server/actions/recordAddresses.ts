import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import { MOST_RECORD_ADDRESSES, type MailAddress, type RecordAddressesView } from '../../common';
import type { MailContext } from '../context';
import { addressTexts, type AddressText } from '../host';
import { readAddresses } from '../mime/addresses';
import { addrSpec } from '../mime/recipients';
import { accountAddresses } from '../store/accounts/accounts';
import { accessibleAccountIds } from './access';
import { read, type ActionTable } from './action';
import { asCaller } from './asCaller';
import { callerOf } from './caller';
import { fault, flag, text } from './parameters';
import { isOurs } from './paths';
import { isPublicDomain } from './publicDomains';

const MOST_FIELDS = 30;
/** Characters of one field that are read. */
const LONGEST_TEXT = 10_000;

const RECORD = {
  /** A collection of somebody else's: a message has no messages of its own. */
  collection: text(255).refine((name) => !isOurs(name), fault({ context: 'value' })),
  recordId: z.union([z.int(), text(255)]),
  /** Paths, in a URL separated by commas; without any, the fields are found. */
  fields: z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(text(255)).max(MOST_FIELDS).nullish(),
  ),
  domains: flag.default(false),
};

export const recordAddressActions: ActionTable = {
  /** Whose messages belong to a record, as far as the caller may view the record and what it leads to. */
  'mailAddresses:ofRecord': read(RECORD, async (mail, http, { collection, recordId, fields, domains }) => {
    const paths = fields && fields.length > 0 ? fields : null;
    const found = await asCaller(mail, http, () =>
      addressTexts(mail, http, collection, recordId, { paths, domains }),
    );
    const { texts = [], more = false } = found ?? {};
    const people = peopleIn(texts);
    const whole = domains ? await companyDomains(mail, http, people, texts) : [];
    http.set('Cache-Control', 'no-store');
    http.body = {
      people: people.slice(0, MOST_RECORD_ADDRESSES),
      domains: whole.slice(0, MOST_RECORD_ADDRESSES),
      more: more || Math.max(people.length, whole.length) > MOST_RECORD_ADDRESSES,
    } satisfies RecordAddressesView;
  }),
};

/** Everybody whose address is in the texts, once each, in lower case. */
function peopleIn(texts: readonly AddressText[]): MailAddress[] {
  const found = new Map<string, MailAddress>();
  for (const { text, title } of texts) {
    const people = readAddresses(text.slice(0, LONGEST_TEXT).replaceAll(/[\n;|]+/g, ','));
    for (const { name, address } of people) {
      const checked = addrSpec(address.trim())?.toLowerCase();
      // A record's title names its address only if there is just one.
      const called = name || (people.length === 1 ? title : '');
      if (checked && !found.get(checked)?.name) found.set(checked, { name: called, address: checked });
    }
  }
  return [...found.values()];
}

/** Domains of the addresses and websites, except those that don't tell who somebody works for. */
async function companyDomains(
  mail: MailContext,
  http: Context,
  people: readonly MailAddress[],
  texts: readonly AddressText[],
): Promise<string[]> {
  const accounts = await accountAddresses(mail, await accessibleAccountIds(mail, callerOf(http)));
  const own = new Set(accounts.map(domainOf));
  const named = texts.flatMap(({ text }) => websiteDomain(text) ?? []);
  const found = new Set([...people.map(({ address }) => domainOf(address)), ...named]);
  return [...found].filter((domain) => !isPublicDomain(domain) && !own.has(domain));
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** `https://www.example.com/shop`, `@example.com` → `example.com`; null if it's something else. */
function websiteDomain(text: string): string | null {
  const written = text.trim().toLowerCase();
  if (written.length > 300 || written.lastIndexOf('@') > 0) return null;
  const host = written
    .replace(/^(?:https?:\/\/|@)/, '')
    .split(/[/:?#]/, 1)[0]
    ?.replace(/^www\./, '');
  const checked = host?.includes('.') ? addrSpec(`x@${host}`) : null;
  return checked && domainOf(checked);
}
