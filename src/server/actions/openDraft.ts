import { randomUUID } from 'node:crypto';
import type { Context } from '@nocobase/actions';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { presentDate } from '../store/db/clock';
import { lockUser } from '../store/db/lockUser';
import { findFolder } from '../store/folders/folders';
import { sameId } from '../store/db/rows';
import { inTransaction } from '../store/db/transaction';
import {
  contentColumns,
  copyColumns,
  createDraft,
  findDraft,
  updateDraft,
  type DraftPlace,
  type DraftRow,
} from '../store/outbox/drafts';
import { ownRow } from './access';
import { callerOf } from './caller';
import { importDraft, type DraftMessage } from './importDraft';

/** Our own copies have the draft's token and their version in the Message-ID. */
const OWN = /^<([\da-f-]{36})\.(\d{1,9})@/;

/**
 * The draft behind a message in the mailbox. One of our own copies leads to the stored draft, which may be newer. A
 * draft that another program wrote or changed is imported first. Throws `invalid-input` for any other message.
 */
export async function draftOf(mail: MailContext, http: Context, messageId: Id): Promise<DraftRow> {
  const message = await ownRow<DraftMessage>(mail, http, 'mailMessages', messageId);
  const folder = await findFolder(mail, message.folderId);
  if (!message.draft && folder?.role !== 'drafts')
    throw new MailError('invalid-input', { params: { field: 'messageId' } });
  const userId = callerOf(http);
  const { accountId, folderId, uidValidity } = message;
  const place: DraftPlace = { accountId, folderId, uidValidity, uid: Number(message.uid) };
  const continued = await findKnown(mail, userId, message, place);
  if (continued && isOurs(continued, place)) return reopened(mail, continued);
  const taken = await importDraft(mail, userId, message);
  // If it was changed only elsewhere, the other program's text replaces ours. If in both places, there are two drafts.
  const [, , base] = OWN.exec(message.messageId ?? '') ?? [];
  if (continued?.state === 'open' && continued.version === Number(base))
    return replace(mail, continued, taken, place);
  return inTransaction(mail, async (transaction) => {
    await lockUser(mail, userId, transaction);
    // The user has opened it twice.
    const there = await findDraft(mail, { userId, ...place }, { transaction });
    if (there) return there;
    const own = { userId, key: randomUUID(), imported: true, filedVersion: 1, copy: place };
    return createDraft(mail, { ...taken, ...own }, transaction);
  });
}

/** The draft whose copy this message is or was; null if none is known. */
async function findKnown(
  mail: MailContext,
  userId: Id,
  { messageId }: DraftMessage,
  place: DraftPlace,
): Promise<DraftRow | null> {
  const there = await findDraft(mail, { userId, ...place });
  if (there) return there;
  const [, token] = OWN.exec(messageId ?? '') ?? [];
  return token === undefined ? null : findDraft(mail, { userId, accountId: place.accountId, token });
}

/**
 * Whether we made this copy ourselves. Exchange keeps the Message-ID when another program changes a draft, but never
 * the UID.
 */
const isOurs = ({ copy, stale }: DraftRow, place: DraftPlace): boolean =>
  [...(copy ? [copy] : []), ...stale].some(
    (own) =>
      sameId(own.folderId, place.folderId) && own.uidValidity === place.uidValidity && own.uid === place.uid,
  );

async function reopened(mail: MailContext, draft: DraftRow): Promise<DraftRow> {
  if (draft.state === 'open') return draft;
  const again = { state: 'open', fileAt: await presentDate(mail) };
  if (await updateDraft(mail, { id: draft.id, state: 'discarded' }, again))
    return { ...draft, state: 'open' };
  throw new MailError('invalid-input', { params: { context: 'sending' } });
}

/** Imports what another program made of our copy. */
async function replace(
  mail: MailContext,
  draft: DraftRow,
  { payload, thread }: Pick<DraftRow, 'payload' | 'thread'>,
  place: DraftPlace,
): Promise<DraftRow> {
  const { id, version } = draft;
  const next = { version: version + 1, filedVersion: version + 1, imported: true };
  const content = { ...contentColumns(payload), thread };
  const stored = { ...content, ...next, ...copyColumns(place), editor: null, turn: null };
  const isSame = { id, version, state: 'open' };
  // If the draft was changed here in the meantime, both are kept: the next opening makes a second draft.
  if (!(await updateDraft(mail, isSame, stored))) return (await findDraft(mail, { id })) ?? draft;
  return { ...draft, ...content, ...next, copy: place };
}
