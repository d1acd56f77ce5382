import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { appendMessage, deleteMessages, findByHeader, withFolder, type Mailbox } from '../../imap';
import { DRAFT_HEADER } from '../../mime/compose';
import { findFolder } from '../../store/folders/folders';
import {
  copyColumns,
  deleteDraft,
  findDraft,
  updateDraft,
  type DraftPlace,
  type DraftRow,
} from '../../store/outbox/drafts';
import { sameId } from '../../store/db/rows';
import { draftMessage, versionToken } from '../compose/draftMessage';
import type { ChangeKind, ChangePayload } from './change';
import { aloneWith } from './folderPayload';
import { serverPath } from './serverPath';

export interface DraftPayload extends ChangePayload {
  draftId: Id;
  /** The account's Drafts folder. */
  folderId: Id;
}

/**
 * Brings the copy of a draft in the mailbox up to date. The new copy is appended before the old one is deleted, and
 * the result is stored after each step. Only copies that we made ourselves are deleted, by their UIDs: another mail
 * program may have replaced ours with its own version under the same Message-ID.
 */
export const draft: ChangeKind<DraftPayload> = {
  async applyLocal() {
    // The text has been stored already.
  },

  async perform(ctx, operations, mailbox) {
    for (const { accountId, payload } of operations) await bringUpToDate(ctx, accountId, payload, mailbox);
  },

  async revert() {
    // The draft stays stored without a copy. Its next change tries again.
  },

  needs: ({ folderId }) => aloneWith([folderId], []),

  folders: ({ folderId }) => [folderId],
};

async function bringUpToDate(
  ctx: MailContext,
  accountId: Id,
  { draftId, folderId }: DraftPayload,
  mailbox: Mailbox,
): Promise<void> {
  const found = await findDraft(ctx, { id: draftId });
  if (!found) return;
  const folder = await findFolder(ctx, folderId);
  if (!folder) throw new MailError('folder-gone');
  const filing: Filing = { ctx, mailbox, accountId, folderId, path: await serverPath(ctx, folder) };
  const settled = await adoptAppended(filing, found);
  const isHere = sameId(settled.accountId, accountId);
  const wanted = isHere && settled.state === 'open' && settled.filedVersion !== settled.version;
  const filed = wanted ? await append(filing, settled) : settled;
  // A message that is being sent keeps its copy until it has been sent.
  const isOver = filed.state === 'sent' || filed.state === 'discarded';
  const { state, copy, stale } = await removeCopies(
    filing,
    isHere && isOver ? await giveUp(filing, filed) : filed,
  );
  if (state === 'sent' && !copy && stale.every(({ removed }) => removed)) await deleteDraft(ctx, draftId);
}

/** How many deleted copies are remembered. */
const REMEMBERED = 10;

interface Filing {
  ctx: MailContext;
  mailbox: Mailbox;
  accountId: Id;
  folderId: Id;
  path: string;
}

/** Finds the copy that an interrupted attempt had already appended. */
async function adoptAppended(filing: Filing, row: DraftRow): Promise<DraftRow> {
  const { appending, accountId } = row;
  if (appending === null || !sameId(accountId, filing.accountId)) return row;
  const place = await findCopy(filing, row, appending);
  return place ? noteCopy(filing.ctx, row, appending, place) : note(filing.ctx, row, { appending: null });
}

async function append(filing: Filing, row: DraftRow): Promise<DraftRow> {
  const { ctx, mailbox, path, accountId, folderId } = filing;
  const { version } = row;
  const raw = await draftMessage(ctx, row);
  const begun = await note(ctx, row, { appending: version });
  const { uid, uidValidity } = await appendMessage(mailbox, path, raw, ['\\Draft', '\\Seen']);
  const said = uid !== null && uidValidity !== null ? { accountId, folderId, uidValidity, uid } : null;
  const place = said ?? (await findCopy(filing, row, version));
  return noteCopy(ctx, begun, version, place ?? { accountId, folderId, uidValidity: '', uid: null });
}

/** The newest message in the folder that contains this version; null if there is none. */
async function findCopy(filing: Filing, { token }: DraftRow, version: number): Promise<DraftPlace | null> {
  const { mailbox, path, accountId, folderId } = filing;
  const value = versionToken(token, version);
  return withFolder(mailbox, path, async (open) => {
    const named = await findByHeader(open, 'Message-ID', `${value}@`);
    const uid =
      [...named, ...(await findByHeader(open, DRAFT_HEADER, value))].sort((a, b) => a - b).at(-1) ?? null;
    return uid === null ? null : { accountId, folderId, uidValidity: open.uidValidity, uid };
  });
}

/** Stores where the copy of a version is; the one before it becomes stale. */
function noteCopy(ctx: MailContext, row: DraftRow, version: number, copy: DraftPlace): Promise<DraftRow> {
  const stale = row.copy ? [...row.stale, row.copy] : row.stale;
  return note(ctx, row, { copy, stale, filedVersion: version, appending: null });
}

/** Marks the copy of a sent or discarded draft for deletion. */
const giveUp = ({ ctx }: Filing, row: DraftRow): Promise<DraftRow> =>
  row.copy
    ? note(ctx, row, { copy: null, filedVersion: null, stale: [...row.stale, row.copy] })
    : Promise.resolve(row);

/** Deletes replaced copies. Their places are remembered for a while, because a list may still show them. */
async function removeCopies({ ctx, mailbox, accountId, path }: Filing, row: DraftRow): Promise<DraftRow> {
  const here = row.stale.filter((place) => !place.removed && sameId(place.accountId, accountId));
  if (here.length === 0) return row;
  await withFolder(mailbox, path, (open) =>
    deleteMessages(
      open,
      // Under another UIDVALIDITY, the same UIDs would be other messages.
      here.flatMap(({ uid, uidValidity }) => (uid !== null && uidValidity === open.uidValidity ? [uid] : [])),
    ),
  );
  const left = row.stale.map((place) => (here.includes(place) ? { ...place, removed: true } : place));
  const removed = left.filter((place) => place.removed).slice(-REMEMBERED);
  return note(ctx, row, { stale: left.filter((place) => !place.removed || removed.includes(place)) });
}

/** Stores what is known about the copy, without touching what somebody may be writing at the same moment. */
async function note(
  ctx: MailContext,
  row: DraftRow,
  values: Partial<Pick<DraftRow, 'copy' | 'stale' | 'filedVersion' | 'appending'>>,
): Promise<DraftRow> {
  const { copy, ...rest } = values;
  await updateDraft(
    ctx,
    { id: row.id },
    { ...rest, ...(copy === undefined ? {} : copyColumns(copy)) },
    { silent: true },
  );
  return { ...row, ...values };
}
