import { MAIL_PATH, type AccountState } from '../../common';
import type { MailContext } from '../context';
import { notify } from '../inAppMessage';
import { TROUBLE, type Trouble } from '../push';
import { unrestricted } from '../store/rowSecurity/rowSecurity';

const CONTENT: Partial<Record<AccountState, string>> = {
  reconnect: 'notice.reconnect',
  blocked: 'notice.blocked',
  unavailable: 'notice.unavailable',
  'receive-only': 'notice.receive-only',
};

/** Tells an account's owner in the app's inbox that the account waits for someone to act. */
export function registerTroubles(ctx: MailContext): void {
  ctx.app.on(TROUBLE, ({ userId, address, state }: Trouble) => {
    const content = CONTENT[state];
    if (!content) return;
    const notice = { title: 'notice.title', content, params: { address }, path: MAIL_PATH };
    // Unrestricted, because the host's notifications have nothing to do with the user whose request triggered this.
    void unrestricted(() => notify(ctx, [userId], notice));
  });
}
