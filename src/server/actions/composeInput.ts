import type { Context } from '@nocobase/actions';
import type { ComposeInput, Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { envelopeOf, headerText, readRecipients } from '../mime/recipients';
import { findIdentity } from '../store/identities';
import { findOwnUploads } from '../store/uploads';
import { fetchBody } from '../sync/body';
import { idOf, ownAccount, ownMessages, ownRows } from './access';
import { callerOf } from './caller';
import { MOST_UPLOADED } from './uploadLimit';

const KINDS = ['reply', 'replyAll', 'forward'] as const;
const LONGEST_HTML = 60 * 1024 * 1024;

const invalid = (field: string) => new MailError('invalid-input', { params: { field } });

/** A mail to be sent as a browser sent it: checked in every field, and everything that it names is the caller's own. */
export async function readCompose(mail: MailContext, http: Context, value: unknown): Promise<ComposeInput> {
  if (typeof value !== 'object' || value === null) throw invalid('compose');
  const input = value as Partial<Record<keyof ComposeInput, unknown>>;
  const { id: accountId } = await ownAccount(mail, http, input.accountId);
  const identityId = await readIdentity(mail, accountId, input.identityId);
  const [to, cc, bcc] = [
    readRecipients(input.to, 'to'),
    readRecipients(input.cc, 'cc'),
    readRecipients(input.bcc, 'bcc'),
  ];
  envelopeOf(to, cc, bcc);
  const html = input.html ?? '';
  if (typeof html !== 'string' || html.length > LONGEST_HTML) throw invalid('html');
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
  const size = [...uploads, ...attachments].reduce((sum, file) => sum + Number(file.size), html.length);
  if (size > MOST_UPLOADED) throw new MailError('message-too-large', { params: { limit: MOST_UPLOADED } });
  const attachmentIds = attachments.map(({ id }) => id);
  return {
    accountId,
    identityId,
    to,
    cc,
    bcc,
    subject: headerText(input.subject ?? '', 'subject'),
    html,
    source,
    uploadIds,
    attachmentIds,
  };
}

/** One of the account's identities: no other address is ever written as From. The default one where none is named. */
async function readIdentity(mail: MailContext, accountId: Id, value: unknown): Promise<Id> {
  const identity = await findIdentity(mail, accountId, value == null ? null : idOf(value));
  if (!identity) throw new MailError('sender-gone');
  return identity.id;
}

async function readSource(mail: MailContext, http: Context, value: unknown): Promise<ComposeInput['source']> {
  if (value === undefined || value === null) return undefined;
  const { messageId, kind, quote } = value as Partial<Record<'messageId' | 'kind' | 'quote', unknown>>;
  const known = KINDS.find((each) => each === kind);
  if (!known) throw invalid('source');
  const [id] = await ownMessages(mail, http, [messageId]);
  if (id === undefined) throw new MailError('not-found');
  // What is to be quoted has to be here; should it not be, the writer learns so while the composer is still open.
  if (quote !== false) await fetchBody(mail, id);
  return { messageId: id, kind: known, quote: quote !== false };
}

/** Minutes east of UTC by the header that the host's clients send with each request, e.g. `+08:00`. */
export function timezoneOffset(http: Context): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(http.get('X-Timezone')) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return sign && offset <= 14 * 60 ? (sign === '-' ? -offset : offset) : 0;
}
