import { z } from 'zod';
import type { MessageBody, MoveView } from '../../common';
import { MailError } from '../errors';
import { sanitizeMailHtml } from '../mime/sanitize';
import {
  checkTarget,
  enqueueFlag,
  enqueueMove,
  enqueueMoveToRole,
  enqueueRemove,
  digestOf,
  enqueueSend,
  findSend,
  viewOperation,
} from '../outbox';
import type { LocalFlags } from '../store/outbox/localChanges';
import type { InvitedMail } from '../store/messages/invitations';
import type { ReportedMail } from '../store/messages/reports';
import { openBody } from '../sync/bodies/body';
import type { OperationRow } from '../store/outbox/operations';
import { accessibleAccountIds, ownRow, ownRows } from './access';
import { change, read, type Action, type ActionTable } from './action';
import { callerOf } from './caller';
import { chosenMessages, WHICH, withConversations, type Chosen } from './chosenMessages';
import { cautionsFor, type SentBy } from './cautions';
import { readCompose, sendSchema } from './composeInput';
import { noticesFor } from './notices';
import { permanently, rowId } from './parameters';
import { shownAttachments, viewAttachment } from './shownAttachments';
import { presentOffset } from './zone';

const MESSAGES = { values: z.object(WHICH) };
const FLAGS = z.object({ ...WHICH, seen: z.boolean().optional(), flagged: z.boolean().optional() });

export const messageActions: ActionTable = {
  /**
   * The text of a message. It is sanitized on each request, so that a better sanitizer also covers messages stored
   * before it.
   */
  'mailMessages:body': read({ filterByTk: rowId }, async (mail, http, { filterByTk }) => {
    const message = await ownRow<ReportedMail & InvitedMail & SentBy>(mail, http, 'mailMessages', filterByTk);
    const { id } = message;
    const opened = await openBody(mail, id);
    const content =
      'text' in opened
        ? { text: opened.text, ...sanitizeMailHtml(opened.html, 'beside') }
        : { text: '', html: '', hasRemoteContent: false, setAside: opened };
    const attachments = (await shownAttachments(mail, id, content.html)).map(viewAttachment);
    const notices = await noticesFor(mail, message, 'text' in opened ? opened : {});
    const own = await accessibleAccountIds(mail, callerOf(http));
    const cautions = await cautionsFor(mail, message, 'text' in opened ? opened : {}, own);
    const body: MessageBody = { ...{ id, ...content }, attachments, notices, cautions };
    http.set('Cache-Control', 'no-store');
    http.body = body;
  }),

  'mailMessages:flag': change({ values: FLAGS }, async (mail, http, { values }) => {
    const { seen, flagged } = values;
    const flags: LocalFlags = {
      ...(seen === undefined ? {} : { seen }),
      ...(flagged === undefined ? {} : { flagged }),
    };
    if (Object.keys(flags).length === 0)
      throw new MailError('invalid-input', { params: { field: 'seen', context: 'missing' } });
    await enqueueFlag(mail, callerOf(http), await chosenMessages(mail, http, values), flags);
    http.body = {};
  }),

  'mailMessages:move': change(
    { values: z.object({ ...WHICH, folderId: rowId }) },
    async (mail, http, { values: { ids, folderId, conversations } }) => {
      const messages = await ownRows<Chosen>(mail, http, 'mailMessages', ids);
      await checkTarget(mail, [...new Set(messages.map(({ accountId }) => accountId))], folderId);
      const chosen = await withConversations(mail, messages, conversations);
      const moved = await enqueueMove(mail, callerOf(http), chosen, folderId);
      http.body = { moved } satisfies MoveView;
    },
  ),

  'mailMessages:remove': change(
    { values: z.object({ ...WHICH, permanently }) },
    async (mail, http, { values: { permanently, ...which } }) => {
      const ids = await chosenMessages(mail, http, which);
      http.body = await enqueueRemove(mail, callerOf(http), ids, { permanently });
    },
  ),

  'mailMessages:archive': moveToRole('archive'),
  'mailMessages:spam': moveToRole('junk'),
  'mailMessages:notSpam': moveToRole('inbox'),

  'mailMessages:send': change({ values: sendSchema }, async (mail, http, { values }) => {
    const userId = callerOf(http);
    const wait = values.sendAt ?? values.delay ?? null;
    const request = { key: values.key ?? null, digest: digestOf(values), wait: wait || null };
    // Looked up before validation: once a message has been sent, its files no longer exist here.
    const known = await findSend(mail, userId, request);
    const operation =
      known ??
      (await enqueueSend(mail, userId, await readCompose(mail, http, values), presentOffset(http), request));
    http.body = viewOperation(operation as unknown as OperationRow);
  }),
};

function moveToRole(role: Parameters<typeof enqueueMoveToRole>[3]): Action {
  return change(MESSAGES, async (mail, http, { values }) => {
    const ids = await chosenMessages(mail, http, values);
    http.body = { moved: await enqueueMoveToRole(mail, callerOf(http), ids, role) } satisfies MoveView;
  });
}
