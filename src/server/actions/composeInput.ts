import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import { messageSize, type ComposeInput, type Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { tooLargeFor } from '../messageSize';
import { takeInlineImages } from '../mime/inlineImages';
import { letterSource } from '../mime/letter';
import { envelopeOf, headerText, readRecipients } from '../mime/recipients';
import { isTooLong } from '../mime/sanitize';
import { isInternational } from '../smtp/international';
import { findBody } from '../store/messages/bodies';
import { findIdentity } from '../store/accounts/identities';
import { findOwnUploads } from '../store/outbox/uploads';
import { fetchBody } from '../sync/bodies/body';
import { ownAccount, ownMessages, ownRows } from './access';
import { callerOf } from './caller';
import {
  fault,
  LONGEST_LINE,
  namedAddresses,
  prose,
  reminder,
  rowId,
  rowIds,
  timeZone,
  whole,
} from './parameters';
import { MOST_UPLOADED } from './uploadLimit';

/** Long enough to be unique, short enough for its column. */
const KEY = /^[A-Za-z0-9_-]{16,64}$/;
/** Key of a request that sends something: repeating it sends nothing again. */
export const sendKey = z.string().regex(KEY);
const LONGEST_HTML = 60 * 1024 * 1024;
/** mime/recipients.ts limits how many recipients are allowed; this only limits how many are looked at. */
const recipients = namedAddresses.max(10_000).nullish();

/** What somebody wrote, as sent by a browser. */
export const WRITTEN = {
  accountId: rowId,
  identityId: rowId.nullish(),
  to: recipients,
  cc: recipients,
  bcc: recipients,
  subject: prose(LONGEST_LINE).nullish(),
  html: prose(LONGEST_HTML).nullish(),
  plainText: z.boolean().nullish(),
  source: z
    .object({
      messageId: rowId,
      kind: z.enum(['reply', 'replyAll', 'forward']),
      quote: z.boolean().default(true),
    })
    .nullish(),
  uploadIds: rowIds.nullish(),
  attachmentIds: rowIds.nullish(),
  timeZone,
  replyTo: recipients,
  importance: z.enum(['high', 'low']).nullish(),
  readReceipt: z.boolean().nullish(),
  remind: reminder.nullish(),
};

/** The optional fields that are set, in the form in which they are stored. */
export const optionsOf = ({
  importance,
  readReceipt,
  remind,
}: Pick<Composed, 'importance' | 'readReceipt' | 'remind'>) => ({
  ...(importance ? { importance } : {}),
  ...(readReceipt ? { readReceipt } : {}),
  ...(remind ? { remind } : {}),
});

/** A message to be sent: `ComposeInput` as sent by a browser. */
export const composeSchema = z.object({ key: sendKey.nullish(), ...WRITTEN });

const YEAR = 366 * 24 * 60 * 60_000;

/** The same with the time at which it is to be sent: `SendInput`. */
export const sendSchema = composeSchema.extend({
  delay: whole(0, 60_000).nullish(),
  sendAt: z.iso
    .datetime({ offset: true })
    .transform((time) => new Date(time))
    .refine((time) => time.getTime() < Date.now() + YEAR, fault({ context: 'time' }))
    .nullish(),
});
type Composed = z.output<typeof composeSchema>;

const invalid = (field: string) => new MailError('invalid-input', { params: { field } });

/** Validates every field of a message to be sent, and that everything it refers to belongs to the caller. */
export async function readCompose(mail: MailContext, http: Context, input: Composed): Promise<ComposeInput> {
  const { id: accountId, maxMessageSize } = await ownAccount(mail, http, input.accountId);
  const identityId = await readIdentity(mail, accountId, input.identityId);
  const [to, cc, bcc] = [
    readRecipients(input.to, 'to'),
    readRecipients(input.cc, 'cc'),
    readRecipients(input.bcc, 'bcc'),
  ];
  envelopeOf(to, cc, bcc);
  const replyTo = readRecipients(input.replyTo, 'replyTo');
  // Not everybody who answers can write to it.
  if (replyTo.some(({ address }) => isInternational(address))) throw invalid('replyTo');
  const html = input.html ?? '';
  if (isTooLong(letterSource(takeInlineImages(html).html))) throw new MailError('text-too-long');
  const source = await readSource(mail, http, input.source);
  const uploadIds = (await ownRows(mail, http, 'mailUploads', input.uploadIds ?? [])).map(({ id }) => id);
  const attachments = await ownRows<{ id: Id; mailMessageId: Id; size: number }>(
    mail,
    http,
    'mailAttachments',
    input.attachmentIds ?? [],
  );
  if (attachments.some(({ mailMessageId }) => String(mailMessageId) !== String(source?.messageId)))
    throw invalid('attachmentIds');
  const uploads = await findOwnUploads(mail, callerOf(http), uploadIds);
  const size = [...uploads, ...attachments].reduce((sum, file) => sum + Number(file.size), 0);
  if (size + html.length > MOST_UPLOADED)
    throw new MailError('message-too-large', { params: { limit: MOST_UPLOADED } });
  if (maxMessageSize && messageSize(html.length, size) > maxMessageSize) throw tooLargeFor(maxMessageSize);
  const attachmentIds = attachments.map(({ id }) => id);
  return {
    accountId,
    identityId,
    to,
    cc,
    bcc,
    subject: headerText(input.subject ?? '', 'subject'),
    html,
    ...(input.plainText ? { plainText: true } : {}),
    source,
    uploadIds,
    attachmentIds,
    timeZone: input.timeZone,
    ...(replyTo.length > 0 ? { replyTo } : {}),
    ...optionsOf(input),
  };
}

/** One of the account's identities, or the default one: no other address is ever used as From. Throws `sender-gone`. */
async function readIdentity(mail: MailContext, accountId: Id, id: Id | null | undefined): Promise<Id> {
  const identity = await findIdentity(mail, accountId, id ?? null);
  if (!identity) throw new MailError('sender-gone');
  return identity.id;
}

async function readSource(
  mail: MailContext,
  http: Context,
  source: Composed['source'],
): Promise<ComposeInput['source']> {
  if (!source) return undefined;
  const [messageId] = await ownMessages(mail, http, [source.messageId]);
  if (messageId === undefined) throw new MailError('not-found');
  // The text to be quoted must be stored here; if it isn't, the writer learns it while the composer is still open.
  if (source.quote) {
    await fetchBody(mail, messageId);
    if (isTooLong((await findBody(mail, messageId))?.html ?? '')) throw new MailError('quote-too-long');
  }
  return { ...source, messageId };
}
