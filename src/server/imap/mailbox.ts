import type { ImapFlow } from 'imapflow';
import { MailError } from '../errors';
import { toMailError } from './errors';
import type { Sensor } from './sensor';

export type MailboxEvent = 'exists' | 'expunge' | 'flags';

/**
 * An open, authenticated connection to one mailbox. The verbs lie beside this file, one each; `client`
 * is theirs alone. Every fault leaves this room as a MailError, a `false` or `undefined` answer included:
 * imapflow gives those on a connection that was just cut, and "no mails" must never be read into them.
 */
export class Mailbox {
  /** What the server reported by itself about the open folder since it was last opened afresh. */
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
      // imapflow is about to park the connection for the whole back-off; the worker decides how to wait.
      setImmediate(() => client.close());
    };
  }

  /** Whether commands can still be given. */
  get usable(): boolean {
    return this.client.usable && !this.client.isClosed;
  }

  /** Remembers why the connection is of no more use; the first reason stays. */
  fail(error: unknown): void {
    this.fault ??= toMailError(error, { byeReason: this.client.byeReason });
  }

  /** Why the connection is gone. */
  reason(error?: unknown): MailError {
    if (this.fault) return this.fault;
    const fallback = new MailError('connection-lost', { cause: this.client.byeReason });
    const cause = error ?? this.sensor.takeFailure();
    if (cause !== undefined) return toMailError(cause, { byeReason: this.client.byeReason });
    return this.client.byeReason ? toMailError(new Error(this.client.byeReason)) : fallback;
  }

  /** Runs a command; no answer is a fault. */
  async run<T>(command: (client: ImapFlow) => Promise<T | false | undefined | void>): Promise<T> {
    if (!this.usable) throw this.reason();
    this.sensor.reset();
    let answer: T | false | undefined | void;
    try {
      answer = await command(this.client);
    } catch (error) {
      throw this.reason(error);
    }
    if (answer === false || answer === undefined || !this.usable) throw this.reason();
    return answer;
  }

  /** Says goodbye, briefly; the connection is closed in any case. */
  async close(): Promise<void> {
    if (!this.usable) return this.client.close();
    const goodbye = this.client.logout().catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([goodbye, new Promise((resolve) => (timer = setTimeout(resolve, 1000)))]);
    clearTimeout(timer);
    this.client.close();
  }
}
