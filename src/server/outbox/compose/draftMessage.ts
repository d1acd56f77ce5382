import type { Readable } from 'node:stream';
import type { MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { asMailError, MailError } from '../../errors';
import { addrSpec } from '../../mime/recipients';
import { replyHeaders } from '../../mime/threading';
import { findIdentity } from '../../store/accounts/identities';
import { findSource } from '../../store/messages/sources';
import type { DraftRow } from '../../store/outbox/drafts';
import { findOwnUploads } from '../../store/outbox/uploads';
import { wholeStream } from '../../wholeStream';
import { writeMessage } from './writeMessage';

/** Errors about the original of a reply or forward. The rest of the draft doesn't depend on it. */
const ORIGINAL_FAILED = ['message-gone', 'message-unreadable', 'quote-too-long', 'attachment-unavailable'];

/** Octets of a copy, which is in memory as a whole. Exchange Online accepts 35 MB by default. */
const LARGEST = 50 * 1024 * 1024;

/** Identifies a version of a draft, in its Message-ID. */
export const versionToken = (token: string, version: number): string => `${token}.${version}`;

/**
 * A draft as a message for the Drafts folder (RFC 5322), from which any mail program can continue. Recipients that
 * aren't addresses yet are left out, and so is an original that is gone. Throws a MailError if it can't be composed.
 */
export async function draftMessage(ctx: MailContext, draft: DraftRow): Promise<Buffer> {
  const { accountId, userId, payload, token, version } = draft;
  const identity =
    (await findIdentity(ctx, accountId, payload.identityId ?? null)) ??
    (await findIdentity(ctx, accountId, null));
  if (!identity) throw new MailError('sender-gone');
  const source = payload.source && (await findSource(ctx, payload.source.messageId));
  const uploads = await findOwnUploads(ctx, userId, payload.uploadIds);
  const written = {
    userId,
    from: { name: identity.name, address: identity.address },
    token: versionToken(token, version),
    isDraft: true,
    thread: source && payload.source?.kind !== 'forward' ? replyHeaders(source) : (draft.thread ?? undefined),
    zone: payload.timeZone ?? 'UTC',
    payload: {
      ...payload,
      ...{ to: addresses(payload.to), cc: addresses(payload.cc), bcc: addresses(payload.bcc) },
      replyTo: addresses(payload.replyTo ?? []),
      uploadIds: uploads.map(({ id }) => id),
    },
  };
  try {
    return await writeMessage(ctx, written, whole);
  } catch (error) {
    if (!payload.source || !ORIGINAL_FAILED.includes(asMailError(error).code)) throw error;
    const alone = { ...written.payload, source: undefined, attachmentIds: [] };
    return writeMessage(ctx, { ...written, payload: alone }, whole);
  }
}

function addresses(list: readonly MailAddress[]): MailAddress[] {
  return list.flatMap(({ name, address }) => {
    const checked = addrSpec(address.trim());
    return checked ? [{ name: name.replace(/\p{Cc}/gu, ' '), address: checked }] : [];
  });
}

const whole = (message: Readable): Promise<Buffer> => wholeStream(message as AsyncIterable<Buffer>, LARGEST);
