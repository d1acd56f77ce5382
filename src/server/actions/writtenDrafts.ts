import { randomUUID } from 'node:crypto';
import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import {
  addressedIn,
  derivedSubject,
  isValidAddress,
  ownAccounts,
  paragraphs,
  parseAddresses,
  replyRecipients,
  signatureBlock,
  signatureOf,
  uniqueAddresses,
  type Id,
  type MailAddress,
  type WrittenDraft,
} from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { MOST_RECIPIENTS } from '../mime/recipients';
import { findAccounts } from '../store/accounts/accounts';
import { listIdentities, ownAddresses, type IdentityRow } from '../store/accounts/identities';
import { findSource, type SourceRow } from '../store/messages/sources';
import { saveDraft } from '../store/outbox/saveDraft';
import { accessibleAccountIds, ownAccount, ownMessages } from './access';
import { change, type ActionTable } from './action';
import { callerOf } from './caller';
import { readDraft } from './draftInput';
import { fileNow, hintDrafts } from './drafts';
import { LONGEST_LINE, prose, rowId, timeZone } from './parameters';
import { companySignatureFor } from './signatures';

const LONGEST_TEXT = 500_000;
/** Each entry as people write it: an address, or a name with an address in angle brackets. */
const people = z.array(prose(LONGEST_LINE)).max(MOST_RECIPIENTS).nullish();
const DRAFT = z.object({
  accountId: rowId.nullish(),
  answer: z
    .object({ messageId: rowId, kind: z.enum(['reply', 'replyAll', 'forward']).default('reply') })
    .nullish(),
  to: people,
  cc: people,
  bcc: people,
  subject: prose(LONGEST_LINE).nullish(),
  text: prose(LONGEST_TEXT),
  timeZone,
});
type Asked = z.output<typeof DRAFT>;

export const writtenDraftActions: ActionTable = {
  /**
   * Stores a new draft that a program wrote for the caller, with the sender's signature, and for an answer with its
   * recipients, subject and quote. Nothing is sent: a person opens the draft, reads it and sends it.
   */
  'mailDrafts:write': change({ values: DRAFT }, async (mail, http, { values }) => {
    const { answer } = values;
    const original = answer ? await originalOf(mail, http, answer.messageId) : null;
    const accountId = original?.accountId ?? values.accountId;
    if (accountId == null) throw new MailError('invalid-input', { params: { field: 'accountId' } });
    const account = await ownAccount(mail, http, accountId);
    const identity = senderOf(await listIdentities(mail, account.id), original);
    const company = await companySignatureFor(mail, http, values.timeZone);
    const signature = signatureOf(identity ?? {}, { isAnswer: original !== null, company });
    const recipients = await recipientsOf(mail, http, values, original);
    const payload = await readDraft(mail, http, {
      ...{ accountId: account.id, identityId: identity?.id, ...recipients, timeZone: values.timeZone },
      subject: values.subject ?? (original && answer ? derivedSubject(original.subject, answer.kind) : ''),
      html: paragraphs(values.text) + (signature ? signatureBlock(signature) : ''),
      source: answer && original ? { messageId: original.id, kind: answer.kind, quote: true } : null,
    });
    const userId = callerOf(http);
    const saved = await saveDraft(mail, {
      ...{ userId, key: randomUUID(), base: 0, editor: randomUUID(), turn: 1, payload },
      close: true,
    });
    if (saved.outcome !== 'saved') throw new MailError('internal');
    await fileNow(mail, saved.row.id);
    hintDrafts(mail, saved.row);
    const { subject, to, cc, bcc } = payload;
    http.body = { id: saved.row.id, accountId: account.id, subject, to, cc, bcc } satisfies WrittenDraft;
  }),
};

async function originalOf(mail: MailContext, http: Context, id: Id): Promise<SourceRow> {
  const [messageId] = await ownMessages(mail, http, [id]);
  const original = messageId === undefined ? null : await findSource(mail, messageId);
  if (!original) throw new MailError('not-found');
  return original;
}

/** The identity that the original was addressed to, otherwise the account's default. */
const senderOf = (identities: readonly IdentityRow[], original: SourceRow | null): IdentityRow | undefined =>
  (original && addressedIn(original, identities)) ??
  identities.find(({ isDefault }) => isDefault) ??
  identities[0];

/** Those that were named; for a reply, the recipients of the original as well. */
async function recipientsOf(
  mail: MailContext,
  http: Context,
  { answer, ...asked }: Asked,
  original: SourceRow | null,
): Promise<Record<'to' | 'cc' | 'bcc', MailAddress[]>> {
  const named = {
    to: readPeople(asked.to, 'to'),
    cc: readPeople(asked.cc, 'cc'),
    bcc: readPeople(asked.bcc, 'bcc'),
  };
  if (!original || !answer || answer.kind === 'forward') return named;
  const accounts = await findAccounts(mail, await accessibleAccountIds(mail, callerOf(http)));
  const own = ownAccounts(accounts, original.accountId).map(({ id }) => id);
  const answered = replyRecipients(original, answer.kind, await ownAddresses(mail, own));
  return {
    to: uniqueAddresses(asked.to ? named.to : answered.to),
    cc: uniqueAddresses([...answered.cc, ...named.cc]),
    bcc: named.bcc,
  };
}

/** Throws `invalid-input` for anything that isn't an address: whoever wrote it can correct it now. */
function readPeople(entries: readonly string[] | null | undefined, field: string): MailAddress[] {
  const list = uniqueAddresses((entries ?? []).flatMap(parseAddresses));
  if (list.some(({ address }) => !isValidAddress(address)))
    throw new MailError('invalid-input', { params: { field } });
  return list;
}
