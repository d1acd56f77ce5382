import { FOLLOW_UP, MAIL_PATH, type FollowUpKind } from '../common';
import type { MailContext, Service } from './context';
import { notify, type Notice } from './inAppMessage';
import { doesMailWork } from './mailWork';
import { periodic } from './periodic';
import { pushHint } from './push';
import { findAccount } from './store/accounts/accounts';
import { claimTodo, dropDoneTodos, findDueTodos, placesOf, type TodoRow } from './store/messages/todos';
import { dropDeletedNotes } from './store/notes/notes';

const TICK = 30_000;

/** Keys in the locale files. */
const NOTICES: Record<FollowUpKind, Pick<Notice, 'title' | 'content'>> = {
  noAnswer: { title: 'notice.noAnswer.title', content: 'notice.noAnswer' },
  toDo: { title: 'notice.toDo.title', content: 'notice.toDo' },
};

/** Reminds people of messages that nobody has answered, or that they want to deal with. Only one node tells. */
export const registerReminders = (ctx: MailContext): Service =>
  doesMailWork(ctx)
    ? periodic(ctx, TICK, () => remindOfDue(ctx), 'mail: nobody could be reminded of messages')
    : {};

/** Tells people of everything that is due by now, once each, and forgets what was done or deleted a day ago. */
export async function remindOfDue(ctx: MailContext): Promise<void> {
  await dropDoneTodos(ctx);
  await dropDeletedNotes(ctx);
  for (const todo of await findDueTodos(ctx)) if (await claimTodo(ctx, todo.id)) await remind(ctx, todo);
}

/**
 * Sends an in-app message with a link to the message that it is about. It names the mailbox and nothing else, because
 * administrators can read the host's in-app messages.
 */
async function remind(ctx: MailContext, todo: TodoRow): Promise<void> {
  const { accountId, userId, kind } = todo;
  const account = await findAccount(ctx, accountId);
  if (!account) return;
  const place = (await placesOf(ctx, [todo])).get(String(todo.id));
  const query = new URLSearchParams(
    place ? { folder: String(place.folderId), message: String(place.id) } : { folder: FOLLOW_UP },
  );
  await notify(ctx, [userId], {
    ...NOTICES[kind],
    params: { address: account.address },
    path: `${MAIL_PATH}?${query.toString()}`,
  });
  pushHint(ctx, userId, { accountId, folderIds: [], what: ['todos'] });
}
