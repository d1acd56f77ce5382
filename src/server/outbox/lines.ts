import type { Id } from '../../common';
import { login, type Session } from '../accounts/session';
import type { MailContext } from '../context';
import { SmtpLine } from '../smtp/line';

/** Milliseconds; a login costs a few queries, and settings may change while a long queue is sent. */
const FRESH = 30_000;
/** Connections where the provider names no limit. */
const USUAL = 3;
/** Mails that wait for each connection: where there are fewer, another one is not worth its sign-in. */
const PER_LINE = 5;

interface Waiting {
  order: number;
  go: (line: SmtpLine) => void;
}

/** The connections over which the mails of one account go, and the login that they share. */
export class Lines {
  /** The server has taken a mail: whatever was wrong with it is over. Until then one mail at a time asks. */
  proven = false;
  /** The most mails that were known to wait. */
  expected = 0;
  private readonly all: SmtpLine[] = [];
  private readonly idle: SmtpLine[] = [];
  private waiting: Waiting[] = [];
  private session: { value: Promise<Session>; at: number } | null = null;
  private most = USUAL;

  constructor(
    private readonly ctx: MailContext,
    private readonly accountId: Id,
  ) {}

  /**
   * Mails that may be worked on at once: while some go over the wire others are written or put away. More of them
   * than that takes, because steps of several mails at the same time are one statement.
   */
  get places(): number {
    return 4 * this.wanted;
  }

  /** `force`: the server has just refused the access token. */
  async login(force = false): Promise<Session> {
    if (force || !this.session || Date.now() - this.session.at >= FRESH) {
      const session = { value: login(this.ctx, this.accountId, { force }), at: Date.now() };
      this.session = session;
      session.value.catch(() => this.session === session && (this.session = null));
    }
    const value = await this.session.value;
    this.most = value.sendLimits.connections || USUAL;
    return value;
  }

  /** Runs `visit` on a connection that nobody else uses meanwhile. Of those who wait the lowest `order` is next. */
  async use<T>(order: number, visit: (line: SmtpLine) => Promise<T>): Promise<T> {
    const line = await new Promise<SmtpLine>((go) => {
      this.waiting.push({ order, go });
      this.serve();
    });
    try {
      return await visit(line);
    } finally {
      this.idle.push(line);
      this.serve();
    }
  }

  close(): void {
    for (const line of this.all) line.close();
  }

  private get wanted(): number {
    return Math.max(1, Math.min(this.most, Math.ceil(this.expected / PER_LINE)));
  }

  private serve(): void {
    const open = this.proven ? this.wanted : 1;
    while (this.waiting.length > 0) {
      if (this.all.length - this.idle.length >= open) return;
      const line = this.idle.pop() ?? this.opened();
      const next = this.waiting.reduce((first, each) => (each.order < first.order ? each : first));
      this.waiting = this.waiting.filter((each) => each !== next);
      next.go(line);
    }
  }

  /** It connects with its first mail. */
  private opened(): SmtpLine {
    const line = new SmtpLine();
    this.all.push(line);
    return line;
  }
}
