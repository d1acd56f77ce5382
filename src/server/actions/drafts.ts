import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import type { DraftCopy, DraftSaved, DraftSummary, Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { previewOf, searchableText } from '../mime/htmlText';
import { fileDraft, viewUpload } from '../outbox';
import { pushHint } from '../push';
import { presentDate } from '../store/db/clock';
import { findDraft, listUnfiledDrafts, updateDraft, type DraftRow } from '../store/outbox/drafts';
import { findOwnUploads } from '../store/outbox/uploads';
import { saveDraft, type SaveOutcome } from '../store/outbox/saveDraft';
import { accessibleAccountIds, ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { sendKey, WRITTEN } from './composeInput';
import { readDraft } from './draftInput';
import { importDraft, type DraftMessage } from './importDraft';
import { draftOf } from './openDraft';
import { rowId, whole } from './parameters';
import { viewDraft } from './viewDraft';

const DRAFT = { filterByTk: rowId };
const SAVED = z.object({
  key: sendKey,
  base: whole(0, 2_000_000_000),
  editor: sendKey,
  turn: whole(1, 2_000_000_000),
  close: z.boolean().default(false),
  draft: z.object(WRITTEN),
});
/** Maximum recipients named in the list, and octets of the text from which the preview is made. */
const NAMED = 10;
const BEGINNING = 20_000;

export const draftActions: ActionTable = {
  /** Drafts that a list of the mailbox's messages doesn't show yet. */
  'mailDrafts:list': read({}, async (mail, http) => {
    const userId = callerOf(http);
    const rows = await listUnfiledDrafts(mail, userId, await accessibleAccountIds(mail, userId));
    http.body = rows.map(summaryOf);
  }),

  /** A draft that was sent or discarded is not found: nobody should continue it. */
  'mailDrafts:get': read(DRAFT, async (mail, http, { filterByTk }) => {
    const draft = await ownDraft(mail, http, filterByTk);
    if (draft.state !== 'open') throw new MailError('not-found');
    http.body = await viewDraft(mail, draft);
  }),

  /** Stores what somebody is writing. A version stored by another composer is never replaced. */
  'mailDrafts:save': change({ values: SAVED }, async (mail, http, { values }) => {
    const { draft, ...request } = values;
    const userId = callerOf(http);
    const payload = await readDraft(mail, http, draft);
    const saved = await saveDraft(mail, { ...request, userId, payload });
    http.body = await answerOf(mail, saved);
    if (saved.outcome !== 'saved') return;
    if (request.close) await fileNow(mail, saved.row.id);
    hintDrafts(mail, saved.row);
  }),

  /** Opens the draft behind a message in the mailbox, whether it was started here or in another mail program. */
  'mailDrafts:open': change({ values: z.object({ messageId: rowId }) }, async (mail, http, { values }) => {
    const draft = await draftOf(mail, http, values.messageId);
    http.body = await viewDraft(mail, draft);
    hintDrafts(mail, draft);
  }),

  /**
   * What is in a message, to be sent once more as a message of its own. Only its files are stored, as uploads: it becomes
   * a draft when somebody changes it.
   */
  'mailDrafts:copy': change({ values: z.object({ messageId: rowId }) }, async (mail, http, { values }) => {
    const message = await ownRow<DraftMessage>(mail, http, 'mailMessages', values.messageId);
    const userId = callerOf(http);
    const { source: _answered, ...draft } = (await importDraft(mail, userId, message)).payload;
    const uploads = await findOwnUploads(mail, userId, draft.uploadIds);
    const copy: DraftCopy = { draft, uploads: uploads.map(viewUpload) };
    http.body = copy;
  }),

  'mailDrafts:discard': change(DRAFT, async (mail, http, { filterByTk }) => {
    await setState(mail, await ownDraft(mail, http, filterByTk), 'open', 'discarded');
    http.body = {};
  }),

  /** Undoes `discard`, until the draft is swept a day later. */
  'mailDrafts:restore': change(DRAFT, async (mail, http, { filterByTk }) => {
    const draft = await ownDraft(mail, http, filterByTk);
    await setState(mail, draft, 'discarded', 'open');
    http.body = await viewDraft(mail, draft);
  }),
};

async function ownDraft(mail: MailContext, http: Context, id: Id): Promise<DraftRow> {
  const { id: own } = await ownRow(mail, http, 'mailDrafts', id);
  const draft = await findDraft(mail, { id: own });
  if (!draft) throw new MailError('not-found');
  return draft;
}

async function setState(
  mail: MailContext,
  { id, ...row }: DraftRow,
  from: DraftRow['state'],
  to: DraftRow['state'],
): Promise<void> {
  const values = { state: to, fileAt: await presentDate(mail) };
  // Doing it twice is not an error.
  if (!(await updateDraft(mail, { id, state: from }, values)) && row.state !== to)
    throw new MailError('not-found');
  await fileNow(mail, id);
  hintDrafts(mail, row);
}

/** Updates the copy in the mailbox soon, without waiting for the outbox's next tick. */
export async function fileNow(mail: MailContext, id: Id): Promise<void> {
  const draft = await findDraft(mail, { id });
  if (draft) await fileDraft(mail, draft);
}

/** Tells the writer's browsers that their drafts have changed. */
export const hintDrafts = (
  mail: MailContext,
  { userId, accountId }: Pick<DraftRow, 'userId' | 'accountId'>,
): void => pushHint(mail, userId, { accountId, folderIds: [], what: ['drafts'] });

async function answerOf(mail: MailContext, saved: SaveOutcome): Promise<DraftSaved> {
  if (saved.outcome === 'conflict') return { outcome: 'conflict', draft: await viewDraft(mail, saved.row) };
  if (saved.outcome === 'saved') return { outcome: 'saved', id: saved.row.id, version: saved.row.version };
  return saved;
}

function summaryOf({ id, accountId, payload, updatedAt }: DraftRow): DraftSummary {
  const { subject, to, html, uploadIds, attachmentIds } = payload;
  return {
    ...{ id, accountId, subject },
    to: to.slice(0, NAMED),
    preview: previewOf(searchableText(html.slice(0, BEGINNING))),
    hasAttachments: uploadIds.length + attachmentIds.length > 0,
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
