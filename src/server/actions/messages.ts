import type { Context } from '@nocobase/actions';
import type { MessageBody } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { sanitizeMailHtml } from '../mime/sanitize';
import {
  checkTarget,
  enqueueFlag,
  enqueueMove,
  enqueueMoveToRole,
  enqueueRemove,
  enqueueSend,
  viewOperation,
} from '../outbox';
import type { LocalFlags } from '../store/localChanges';
import { findAttachments } from '../store/sources';
import { openBody } from '../sync/body';
import type { OperationRow } from '../store/operations';
import { idOf, ownMessages, ownRow, ownRows } from './access';
import type { ActionTable } from './action';
import { callerOf } from './caller';
import { readCompose, timezoneOffset } from './composeInput';

const valuesOf = (params: { values?: unknown }): Record<string, unknown> =>
  (params.values ?? {}) as Record<string, unknown>;

export const messageActions: ActionTable = {
  /** The text of a mail, sanitised here and now: a better sanitiser then serves mail that was stored before it too. */
  'mailMessages:body': async (mail, http) => {
    const { id } = await ownRow(mail, http, 'mailMessages', http.action.params.filterByTk);
    const opened = await openBody(mail, id);
    const attachments = await findAttachments(mail, id);
    const content =
      'text' in opened
        ? { text: opened.text, ...sanitizeMailHtml(opened.html) }
        : { text: '', html: '', hasRemoteContent: false, setAside: opened };
    const body: MessageBody = {
      ...{ id, ...content },
      attachments: attachments.map(
        ({ id: attachmentId, filename, contentType, size, contentId, inline }) => ({
          ...{
            id: attachmentId,
            filename: filename ?? '',
            contentType: contentType ?? '',
            size,
            contentId,
            inline,
          },
        }),
      ),
    };
    http.set('Cache-Control', 'no-store');
    http.body = body;
  },

  'mailMessages:flag': async (mail, http) => {
    const { ids, seen, flagged } = valuesOf(http.action.params);
    const flags: LocalFlags = {
      ...(typeof seen === 'boolean' ? { seen } : {}),
      ...(typeof flagged === 'boolean' ? { flagged } : {}),
    };
    if (Object.keys(flags).length === 0) throw new MailError('invalid-input');
    await enqueueFlag(mail, callerOf(http), await ownMessages(mail, http, ids), flags);
    http.body = {};
  },

  'mailMessages:move': async (mail, http) => {
    const { ids, folderId } = valuesOf(http.action.params);
    const messages = await ownRows<{ id: string; accountId: string }>(mail, http, 'mailMessages', ids);
    await checkTarget(mail, [...new Set(messages.map(({ accountId }) => accountId))], idOf(folderId));
    await enqueueMove(
      mail,
      callerOf(http),
      messages.map(({ id }) => id),
      idOf(folderId),
    );
    http.body = {};
  },

  'mailMessages:remove': async (mail, http) => {
    const { ids } = valuesOf(http.action.params);
    await enqueueRemove(mail, callerOf(http), await ownMessages(mail, http, ids));
    http.body = {};
  },

  'mailMessages:archive': (mail, http) => moveToRole(mail, http, 'archive'),
  'mailMessages:spam': (mail, http) => moveToRole(mail, http, 'junk'),
  'mailMessages:notSpam': (mail, http) => moveToRole(mail, http, 'inbox'),

  'mailMessages:send': async (mail, http) => {
    const compose = await readCompose(mail, http, http.action.params.values);
    const operation = await enqueueSend(mail, callerOf(http), compose, timezoneOffset(http));
    http.body = await viewOperation(mail, operation as unknown as OperationRow);
  },
};

async function moveToRole(
  mail: MailContext,
  http: Context,
  role: Parameters<typeof enqueueMoveToRole>[3],
): Promise<void> {
  const { ids } = valuesOf(http.action.params);
  await enqueueMoveToRole(mail, callerOf(http), await ownMessages(mail, http, ids), role);
  http.body = {};
}
