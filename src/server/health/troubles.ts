import type { AccountState } from '../../common';
import type { MailContext } from '../context';
import { notify } from '../notify';
import { TROUBLE, type Trouble } from '../push';
import { withoutLimits } from '../store/limits';

/** Where the mail center is, in both clients. */
const MAIL_PATH = '/admin/mail';

const CONTENT: Partial<Record<AccountState, string>> = {
  reconnect: 'notice.reconnect',
  blocked: 'notice.blocked',
  unavailable: 'notice.unavailable',
  'receive-only': 'notice.receive-only',
};

/** Tells an account's owner that it waits for somebody, in the app's inbox. */
export function registerTroubles(ctx: MailContext): void {
  ctx.app.on(TROUBLE, ({ userId, address, state }: Trouble) => {
    const content = CONTENT[state];
    if (!content) return;
    const notice = { title: 'notice.title', content, params: { address }, path: MAIL_PATH };
    // Whoever's request this came up in, the host's notifications are nothing of theirs.
    void withoutLimits(() => notify(ctx, [userId], notice));
  });
}
