import type { ImapFlow } from 'imapflow';
import { MailError } from '../../errors';
import { withTimeout } from '../../withTimeout';
import { toMailError, type FaultContext } from './errors';
import type { Sensor } from './sensor';

/** Milliseconds to wait for the server's answer to LOGOUT. */
const GOODBYE = 1000;

export type MailboxEvent = 'exists' | 'expunge' | 'flags';

/**
 * An open, authenticated connection to one mailbox. The commands are in ../commands, one per file, and `client` is
 * meant for them. Every fault is thrown as a MailError, including an answer of `false` or `undefined`: imapflow returns
 * those on a connection that was just cut, and that must never be mistaken for "no messages".
 */
export class Mailbox {
  /** What the server has reported about the open folder since it was last opened. */
  readonly events = new Set<MailboxEvent>();
  private fault: MailError | null = null;

  constructor(
    readonly client: ImapFlow,
    readonly sensor: Sensor,
  ) {
    for (const event of ['exists', 'expunge', 'flags'] as const)
      client.on(event, () => this.events.add(event));
    sensor.onThrottle = (error) => {
      this.fail(toMailError(error));
      // imapflow is about to park the connection for the whole back-off, but the worker decides how to wait.
      setImmediate(() => client.close());
    };
  }

  /** Whether the connection still takes commands. */
  get usable(): boolean {
    return this.client.usable && !this.client.isClosed;
  }

  /** Records why the connection can't be used any more; the first reason wins. */
  fail(error: unknown): void {
    this.fault ??= toMailError(error, { byeReason: this.client.byeReason });
  }

  /** Why the connection failed. */
  reason(error?: unknown, context: Pick<FaultContext, 'opening'> = {}): MailError {
    if (this.fault) return this.fault;
    const fallback = new MailError('connection-lost', { cause: this.client.byeReason });
    const cause = error ?? this.sensor.takeFailure();
    if (cause !== undefined) return toMailError(cause, { ...context, byeReason: this.client.byeReason });
    return this.client.byeReason ? toMailError(new Error(this.client.byeReason)) : fallback;
  }

  /** Runs a command. Throws if there is no answer. */
  async run<T>(
    command: (client: ImapFlow) => Promise<T | false | undefined | void>,
    context: Pick<FaultContext, 'opening'> = {},
  ): Promise<T> {
    if (!this.usable) throw this.reason();
    this.sensor.reset();
    let answer: T | false | undefined | void;
    try {
      answer = await command(this.client);
    } catch (error) {
      throw this.reason(error, context);
    }
    if (answer === false || answer === undefined || !this.usable) throw this.reason();
    return answer;
  }

  /** Logs out, but only waits briefly; the connection is closed in any case. */
  async close(): Promise<void> {
    if (!this.usable) return this.client.close();
    const goodbye = this.client.logout().catch(() => undefined);
    await withTimeout(goodbye, GOODBYE, () => undefined);
    this.client.close();
  }
}
