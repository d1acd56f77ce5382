import type { ChangeHint, Id } from '../../../common';
import { login, type Session } from '../../accounts/session';
import type { MailContext } from '../../context';
import { messageIdOf } from '../../mime/compose';
import { pushHint } from '../../push';
import { wake } from '../../store/accounts/accounts';
import type { OperationRow } from '../../store/outbox/operations';
import { writeClaimed } from '../../store/outbox/sendClaims';
import { postponeSends, type Postponement } from '../../store/outbox/sendPauses';
import { sentAccounts } from './findInSent';
import { idHash } from '../../store/threads/idHash';
import type { SendOperation, SendProgress } from './payload';
import { todoOf } from './todoOf';

/** Another process has the claim now: whatever this one was about to do must not be done. */
export class ClaimLost extends Error {}

/**
 * The message was sent, but that couldn't be stored: it stays `sending`, and is looked for once the claim has expired.
 */
export class LeftSending extends Error {
  constructor(cause: unknown) {
    super('sent, but not noted', { cause });
  }
}

export type SendValues = Partial<Omit<SendOperation, 'id' | 'createdAt' | 'attempts'>>;

export interface RoundOptions {
  signal: AbortSignal;
  /** Requests another round, immediately or after `wait` milliseconds. */
  again(this: void, wait?: number): void;
}

/** What the messages of one round share: the sign-in, and what one of them finds out for all. */
export class SendContext {
  /** The server has accepted a message, so whatever was wrong with it is over. */
  proven = false;
  /** Set once there is something new in Sent. */
  hasSent = false;
  /** Set once the rest of the queue has to wait. */
  pause: Postponement | null = null;
  /** Set once something failed that isn't any message's fault. */
  broken = false;
  private session: Session | null = null;

  readonly signal: AbortSignal;
  readonly again: RoundOptions['again'];

  constructor(
    readonly ctx: MailContext,
    readonly accountId: Id,
    private readonly userId: Id,
    { signal, again }: RoundOptions,
  ) {
    this.signal = signal;
    this.again = again;
  }

  /** Nothing new may be started. */
  get isOver(): boolean {
    return this.pause !== null || this.broken || this.signal.aborted;
  }

  /** The session, signing in if necessary. `force`: the server has just refused the access token. */
  async login(force = false): Promise<Session> {
    if (force || !this.session) this.session = await login(this.ctx, this.accountId, { force });
    return this.session;
  }

  /**
   * Stores a step's result before the next step begins; a later attempt skips stored steps. Throws {@link ClaimLost}.
   */
  async save<V extends SendValues>(operation: SendOperation, values: V): Promise<SendOperation & V> {
    const { token = null, from } = operation.progress;
    const messageId = token && from ? messageIdOf(token, from) : null;
    const message = { token, messageId, idHash: messageId === null ? null : idHash(messageId) };
    const end = { todo: todoOf(operation), message };
    if (!(await writeClaimed(this.ctx, asRow(operation), asRow(values), end))) throw new ClaimLost();
    return { ...operation, ...values };
  }

  /** Ends the claim. A message not yet submitted waits like those behind it, or for the next process to pick it up. */
  async giveBack(operation: SendOperation): Promise<void> {
    const { until = null, reason = null } = this.pause ?? {};
    const waiting: SendValues = { state: 'pending', reason, nextAttemptAt: until };
    await this.save(operation, operation.state === 'running' ? waiting : { nextAttemptAt: null });
  }

  /** Makes the rest of the queue wait for the same reason, and that of other accounts if it also affects them. */
  async postpone(postponement: Postponement, accountIds: readonly Id[] = [this.accountId]): Promise<void> {
    this.pause = postponement;
    for (const accountId of accountIds) await postponeSends(this.ctx, accountId, postponement);
  }

  /** Tells the owner's browsers that something changed. */
  changed(): void {
    const what: ChangeHint['what'] = ['operations', 'campaigns'];
    pushHint(this.ctx, this.userId, { accountId: this.accountId, folderIds: [], what });
  }

  /**
   * Ends the round. Wakes the accounts so that their next turn finds the copies in Sent; otherwise those would appear
   * only when the folders are due.
   */
  async close(): Promise<void> {
    if (!this.hasSent) return;
    for (const id of await sentAccounts(this.ctx, this.accountId)) await wake(this.ctx, id);
  }
}

/** Sends are stored in the same rows as all operations. */
const asRow = <T extends { payload?: unknown; progress?: SendProgress }>(values: T) =>
  values as unknown as OperationRow;
