import type { Logger } from 'imapflow';

/** imapflow's message for a response that its parser accepted but its handler didn't. */
const UNPROCESSED = 'Failed to process untagged response';
const INVALID_SEARCH = 'Invalid entries in the SEARCH result';
/** An untagged response and its name: `* 12 FETCH (…`, `* SEARCH …`. */
const UNTAGGED = /^\0*\* (?:\d+ )?([A-Z]+)/i;

/**
 * Listens to imapflow's log without ever writing it out, since it contains addresses and subjects. Only the log says
 * why a command that answers `false` failed, that the server throttles us (which imapflow would otherwise silently sit
 * out for minutes), and that imapflow skipped a response it couldn't read.
 */
export class Sensor implements Logger {
  /** The error behind the last command that answered `false`. */
  private failure: unknown;
  /** The server cut a FETCH short because messages disappeared in the meantime. */
  partial = false;
  /**
   * Names of responses (RFC 3501 §7) that imapflow has skipped since the last command began, because they were too
   * deeply nested or violated the grammar. To the command, it looks as if the server hadn't sent them.
   */
  readonly swallowed = new Set<string>();
  onThrottle: (error: unknown) => void = () => undefined;

  debug(): void {}
  info(): void {}

  warn(entry: { err?: unknown; msg?: unknown; command?: unknown; throttleDelay?: unknown }): void {
    if (entry.msg === 'Partial FETCH response') {
      this.partial = true;
      return;
    }
    if (entry.msg === UNPROCESSED) return this.swallow(entry.command);
    if (entry.msg === INVALID_SEARCH) return this.swallow('SEARCH');
    if (entry.throttleDelay !== undefined) this.onThrottle(entry.err);
    if (entry.err !== undefined) this.failure = entry.err;
  }

  /** If `src` is the server, `msg` begins with the line that couldn't be parsed. */
  error(entry: { err?: unknown; src?: unknown; msg?: unknown }): void {
    const line = entry.src === 's' && typeof entry.msg === 'string' ? UNTAGGED.exec(entry.msg) : null;
    if (line) return this.swallow(line[1]);
    if (entry.err !== undefined) this.failure = entry.err;
  }

  /** Forgets everything heard so far, before a new command. */
  reset(): void {
    this.failure = undefined;
    this.partial = false;
    this.swallowed.clear();
  }

  private swallow(name: unknown): void {
    this.swallowed.add(typeof name === 'string' ? name.toUpperCase() : '');
  }

  /** The recorded error, which is then forgotten. */
  takeFailure(): unknown {
    const failure = this.failure;
    this.failure = undefined;
    return failure;
  }
}
