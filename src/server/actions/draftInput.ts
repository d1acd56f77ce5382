import type { Context } from '@nocobase/actions';
import type { z } from 'zod';
import type { DraftInput, Id, MailAddress } from '../../common';
import type { MailContext } from '../context';
import { findIdentity } from '../store/accounts/identities';
import { sameId } from '../store/db/rows';
import { findOwned } from '../store/rowSecurity/owned';
import { findOwnUploads } from '../store/outbox/uploads';
import { accessibleAccountIds, ownAccount } from './access';
import { callerOf } from './caller';
import { optionsOf, type WRITTEN } from './composeInput';

type Typed = z.output<z.ZodObject<typeof WRITTEN>>;

/**
 * What somebody has written so far. Nothing has to be complete: problems are reported when the message is sent.
 * Anything it refers to that is gone or isn't the caller's is left out, because the text must be stored in any case.
 * Throws `not-found` for an account that isn't the caller's.
 */
export async function readDraft(mail: MailContext, http: Context, typed: Typed): Promise<DraftInput> {
  const { id: accountId } = await ownAccount(mail, http, typed.accountId);
  const identity = typed.identityId == null ? null : await findIdentity(mail, accountId, typed.identityId);
  const userId = callerOf(http);
  const owner = { userId, accountIds: await accessibleAccountIds(mail, userId) };
  const asked = typed.source;
  const [source] = asked ? await findOwned<{ id: Id }>(mail, 'mailMessages', [asked.messageId], owner) : [];
  const uploads = await findOwnUploads(mail, userId, typed.uploadIds ?? []);
  const chosen = typed.attachmentIds ?? [];
  const owned = await findOwned<{ id: Id; mailMessageId: Id }>(mail, 'mailAttachments', chosen, owner);
  const attachments = owned.filter(({ mailMessageId }) => sameId(mailMessageId, source?.id));
  const { timeZone } = typed;
  return {
    accountId,
    ...(identity ? { identityId: identity.id } : {}),
    ...{ to: people(typed.to), cc: people(typed.cc), bcc: people(typed.bcc) },
    subject: typed.subject ?? '',
    html: typed.html ?? '',
    ...(typed.plainText ? { plainText: true } : {}),
    ...(asked && source ? { source: { ...asked, messageId: source.id } } : {}),
    uploadIds: uploads.map(({ id }) => id),
    attachmentIds: attachments.map(({ id }) => id),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(typed.replyTo?.length ? { replyTo: people(typed.replyTo) } : {}),
    ...optionsOf(typed),
  };
}

const people = (list: Typed['to']): MailAddress[] =>
  (list ?? []).map(({ name, address }) => ({ name: name ?? '', address }));
