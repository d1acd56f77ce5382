import type { Id } from '../../common';
import { login, type Session } from '../accounts/session';
import type { MailContext } from '../context';
import { SmtpLine } from '../smtp/line';

/** Milliseconds; a login costs a few queries, and settings may change while a long queue is sent. */
const FRESH = 30_000;

/** What the mails of one account that are sent one after another share: the sign-in and the connection. */
export class Lane {
  readonly line = new SmtpLine();
  /** The server has taken a mail: whatever was wrong with it is over. */
  proven = false;
  private session: { value: Session; at: number } | null = null;

  constructor(
    private readonly ctx: MailContext,
    private readonly accountId: Id,
  ) {}

  /** `force`: the server has just refused the access token. */
  async login(force = false): Promise<Session> {
    if (!force && this.session && Date.now() - this.session.at < FRESH) return this.session.value;
    const value = await login(this.ctx, this.accountId, { force });
    this.session = { value, at: Date.now() };
    return value;
  }

  close(): void {
    this.line.close();
  }
}
