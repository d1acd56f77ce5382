import type { Logger } from 'imapflow';

/**
 * imapflow's log, listened to and never written out (it holds addresses and subjects). Two things are
 * said nowhere else: why a command that answers `false` failed, and that the server throttles us, which
 * imapflow would otherwise sit out in silence for minutes.
 */
export class Sensor implements Logger {
  /** The error behind the last command that answered `false`. */
  private failure: unknown;
  /** The server cut a FETCH short because messages went meanwhile. */
  partial = false;
  onThrottle: (error: unknown) => void = () => undefined;

  debug(): void {}
  info(): void {}

  warn(entry: { err?: unknown; msg?: unknown; throttleDelay?: unknown }): void {
    if (entry.msg === 'Partial FETCH response') {
      this.partial = true;
      return;
    }
    if (entry.throttleDelay !== undefined) this.onThrottle(entry.err);
    if (entry.err !== undefined) this.failure = entry.err;
  }

  error(entry: { err?: unknown }): void {
    if (entry.err !== undefined) this.failure = entry.err;
  }

  reset(): void {
    this.failure = undefined;
    this.partial = false;
  }

  takeFailure(): unknown {
    const failure = this.failure;
    this.failure = undefined;
    return failure;
  }
}
