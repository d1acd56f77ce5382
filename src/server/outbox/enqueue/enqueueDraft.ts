import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { causeText, MailError } from '../../errors';
import { uniqueIds } from '../changes/change';
import type { DraftPayload } from '../changes/draft';
import { findAccount } from '../../store/accounts/accounts';
import { presentTime } from '../../store/db/clock';
import { sameId } from '../../store/db/rows';
import { listFolderRows } from '../../store/folders/folders';
import { deleteDraft, dueDrafts, REST, updateDraft, type DraftRow } from '../../store/outbox/drafts';
import { deleteOperation, draftOperations } from '../../store/outbox/operations';
import { enqueueChange } from './enqueueChange';
import { ensureFolder } from './ensureFolder';

/** Maximum drafts per tick and node. */
const MOST = 50;

/** Queues updates for copies that are due: the draft has rested, or was closed, discarded or sent. */
export async function fileDueDrafts(ctx: MailContext): Promise<void> {
  for (const draft of await dueDrafts(ctx, MOST)) await fileDraft(ctx, draft);
}

/**
 * Queues an update of a draft's copy in each mailbox that has one or should have one. If that isn't possible yet, the
 * copy becomes due again later, so that one draft doesn't hold up the others.
 */
export async function fileDraft(ctx: MailContext, draft: DraftRow): Promise<void> {
  const { id, accountId, copy, state, appending } = draft;
  const stale = draft.stale.filter(({ removed }) => !removed);
  const hasCopy = copy !== null || appending !== null;
  if (state === 'sent' && !hasCopy && stale.length === 0) return deleteDraft(ctx, id);
  const isWanted = state === 'open' ? draft.filedVersion !== draft.version : hasCopy && state !== 'sending';
  const accountIds = uniqueIds([...(isWanted ? [accountId] : []), ...stale.map((place) => place.accountId)]);
  let fileAt: Date | null = null;
  try {
    for (const each of accountIds) await enqueueFor(ctx, draft, each);
  } catch (cause) {
    ctx.log.debug('mail: a draft waits for its mailbox', { draft: id, cause: causeText(cause) });
    fileAt = new Date((await presentTime(ctx)) + REST);
  }
  // If the draft was saved again since, its copy is due again later anyway.
  await updateDraft(ctx, { id, fileAt: draft.fileAt }, { fileAt }, { silent: true });
}

async function enqueueFor(ctx: MailContext, { id, userId }: DraftRow, accountId: Id): Promise<void> {
  // The mailbox has been disconnected, so nothing is left to do there.
  if (!(await findAccount(ctx, accountId))) return;
  // Before the server's folders are known, a missing Drafts folder must not be created.
  if ((await listFolderRows(ctx, accountId)).length === 0) throw new MailError('folder-gone');
  const folderId = await ensureFolder(ctx, userId, accountId, 'drafts');
  await enqueueChange(ctx, userId, accountId, 'draft', async (transaction) => {
    if (await isWaiting(ctx, accountId, id, transaction)) return null;
    return { messages: [], draftId: id, folderId } satisfies DraftPayload;
  });
}

/** Whether an operation that hasn't begun yet will do this with the newest version. A failed one is replaced. */
async function isWaiting(
  ctx: MailContext,
  accountId: Id,
  draftId: Id,
  transaction: Transaction,
): Promise<boolean> {
  const own = (await draftOperations(ctx, accountId, transaction)).filter(({ payload }) =>
    sameId(payload.draftId as Id, draftId),
  );
  for (const { id, state } of own) if (state === 'failed') await deleteOperation(ctx, id, transaction);
  return own.some(({ state }) => state === 'pending');
}
