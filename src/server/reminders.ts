import type { MailContext, Service } from './context';
import { causeText } from './errors';
import { notify } from './inAppMessage';
import { doesMailWork } from './mailWork';
import { pushHint } from './push';
import { findAccount } from './store/accounts/accounts';
import { claimTodo, findDueTodos, placesOf, type TodoRow } from './store/messages/todos';
import { unrestricted } from './store/rowSecurity/rowSecurity';

const TICK = 30_000;
/** Path of the mail center, in both clients. */
const MAIL_PATH = '/admin/mail';
/** The view that lists what is due; see client-v2/mail-center/location.ts. */
const FOLLOW_UP = 'follow-up';

/** Reminds people of messages that nobody has answered. Each node looks, but only one tells. */
export function registerReminders(ctx: MailContext): Service {
  if (!doesMailWork(ctx)) return {};
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  const look = () => {
    looking ??= remindOfDue(ctx)
      .catch((cause: unknown) => {
        ctx.log.warn('mail: nobody could be reminded of unanswered messages', { cause: causeText(cause) });
      })
      .finally(() => {
        looking = undefined;
      });
  };
  return {
    start: () => {
      clearInterval(timer);
      // A request may have started the app; a timer created during it would be limited to its user's rights.
      unrestricted(() => {
        look();
        timer = setInterval(look, TICK).unref();
      });
    },
    stop: () => {
      clearInterval(timer);
      return looking;
    },
  };
}

/** Tells people of everything that is due by now, once each. */
export async function remindOfDue(ctx: MailContext): Promise<void> {
  for (const todo of await findDueTodos(ctx)) if (await claimTodo(ctx, todo.id)) await remind(ctx, todo);
}

/**
 * Sends an in-app message with a link to the message that was sent. It names the mailbox and nothing else, because
 * administrators can read the host's in-app messages.
 */
async function remind(ctx: MailContext, todo: TodoRow): Promise<void> {
  const { accountId, userId } = todo;
  const account = await findAccount(ctx, accountId);
  if (!account) return;
  const place = (await placesOf(ctx, [todo])).get(String(todo.id));
  const query = new URLSearchParams(
    place ? { folder: String(place.folderId), message: String(place.id) } : { folder: FOLLOW_UP },
  );
  await notify(ctx, [userId], {
    title: 'notice.noAnswer.title',
    content: 'notice.noAnswer',
    params: { address: account.address },
    path: `${MAIL_PATH}?${query.toString()}`,
  });
  pushHint(ctx, userId, { accountId, folderIds: [], what: ['todos'] });
}
