import type {
  AttachmentView,
  ComposeInput,
  Id,
  MailAddress,
  MessageBody,
  OperationView,
  UploadView,
} from '../../common';
import { isValidAddress, uniqueAddresses } from './addresses';
import type { ComposerInit } from './composer-init';
import { derivedSubject, replyRecipients } from './reply';
import { withoutSignature } from './signature-html';

export type SourceKind = 'reply' | 'replyAll' | 'forward';

/** What is being written. Plain data, so that it can be kept and restored. */
export interface Draft {
  accountId: Id | null;
  /** Who writes; null for the account's default identity. */
  identityId: Id | null;
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  subject: string;
  html: string;
  /** Whether the original goes along below the text. */
  quote: boolean;
  uploads: UploadView[];
  /** Files of the original that go along. */
  attachments: AttachmentView[];
}

/** Together; servers take more or less, most of them 25 MB and up before base64. */
export const MAX_ATTACHMENT_SIZE = 25_000_000;

/** The draft a composer opens with. `own` are the writer's addresses. */
export function initialDraft(init: ComposerInit, own: string[]): Draft {
  const { operation, source } = init;
  const stored = operation?.compose;
  if (operation && stored) {
    const { accountId, identityId = null, to, cc, bcc, subject, html } = stored;
    const quote = stored.source?.quote ?? false;
    return {
      accountId,
      identityId,
      to,
      cc,
      bcc,
      subject,
      html,
      quote,
      uploads: storedUploads(operation),
      attachments: [],
    };
  }
  const derived =
    source && source.kind !== 'forward'
      ? replyRecipients(source.message, source.kind, own)
      : { to: [], cc: [] };
  return {
    accountId: init.accountId ?? source?.message.accountId ?? null,
    identityId: null,
    to: uniqueAddresses(init.to ?? derived.to),
    cc: uniqueAddresses(init.cc ?? derived.cc),
    bcc: uniqueAddresses(init.bcc ?? []),
    subject: init.subject ?? (source ? derivedSubject(source.message.subject, source.kind) : ''),
    html: init.html ?? paragraphs(init.text ?? ''),
    quote: Boolean(source),
    uploads: [],
    attachments: [],
  };
}

/** Its files by name; should the server not know one any more, it is still sent or missed under its id. */
const storedUploads = ({ compose, uploads = [] }: OperationView): UploadView[] =>
  (compose?.uploadIds ?? []).map(
    (id) =>
      uploads.find((upload) => String(upload.id) === String(id)) ?? {
        id,
        filename: '',
        contentType: '',
        size: 0,
      },
  );

/** Plain text as the editor's HTML. */
export function paragraphs(text: string): string {
  if (!text) return '';
  const escape = (line: string) =>
    line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text
    .split(/\r?\n/)
    .map((line) => `<p>${escape(line)}</p>`)
    .join('');
}

export type DraftProblem =
  | { kind: 'no-account' }
  | { kind: 'no-recipient' }
  | { kind: 'invalid-address'; addresses: string[] }
  | { kind: 'too-large' };

/** Why a draft cannot be sent as it is; null when it can. */
export function draftProblem(draft: Draft): DraftProblem | null {
  const everybody = [...draft.to, ...draft.cc, ...draft.bcc];
  const invalid = everybody.filter(({ address }) => !isValidAddress(address));
  if (draft.accountId === null) return { kind: 'no-account' };
  if (invalid.length) return { kind: 'invalid-address', addresses: invalid.map(({ address }) => address) };
  if (!everybody.length) return { kind: 'no-recipient' };
  return attachmentSize(draft) > MAX_ATTACHMENT_SIZE ? { kind: 'too-large' } : null;
}

/** Octets of everything that goes along, before it is encoded. */
export const attachmentSize = ({ uploads, attachments }: Pick<Draft, 'uploads' | 'attachments'>): number =>
  [...uploads, ...attachments].reduce((sum, file) => sum + Number(file.size), 0);

/** What the server is asked to send. */
export function toComposeInput(
  draft: Draft,
  source: { messageId: Id; kind: SourceKind } | null,
): ComposeInput {
  if (draft.accountId === null) throw new Error('a draft without an account cannot be sent');
  const { accountId, identityId, to, cc, bcc, html } = draft;
  return {
    accountId,
    ...(identityId === null ? {} : { identityId }),
    to,
    cc,
    bcc,
    subject: draft.subject.trim(),
    html,
    ...(source ? { source: { ...source, quote: draft.quote } } : {}),
    uploadIds: draft.uploads.map(({ id }) => id),
    attachmentIds: draft.attachments.map(({ id }) => id),
  };
}

/** Whether closing would lose something. Who writes, and with which signature, can be chosen again. */
export function isChanged(draft: Draft, initial: Draft): boolean {
  const view = ({ accountId: _accountId, identityId: _identityId, ...rest }: Draft) =>
    JSON.stringify({ ...rest, html: visible(withoutSignature(rest.html)) });
  return view(draft) !== view(initial);
}

/** The editor writes an empty text as `<p></p>`. */
const visible = (html: string): string => (html.replace(/<(?!img\b)[^>]*>/gi, '').trim() ? html : '');

/** Files of the original that go along unless taken out. Pictures of a quoted text go with the quote. */
export function forwardedFiles(
  body: MessageBody,
  kind: SourceKind,
  operation?: OperationView,
): AttachmentView[] {
  const before = operation?.compose?.attachmentIds;
  if (before)
    return body.attachments.filter(({ id }) => before.some((chosen) => String(chosen) === String(id)));
  return kind === 'forward' ? body.attachments.filter(({ inline }) => !inline || !body.html) : [];
}
