import { isQuietMinute, MAIL_PATH, minuteOfDay, type Id } from '../common';
import type { MailContext, Service } from './context';
import { causeText } from './errors';
import { notify } from './inAppMessage';
import { ARRIVED, type Arrival } from './push';
import { accountIdsOf, findAccount } from './store/accounts/accounts';
import { ownAddresses } from './store/accounts/identities';
import { findPreferences } from './store/accounts/preferences';
import { findUnread, roleOfFolder, type NewMessage } from './store/messages/newMessages';
import { unrestricted } from './store/rowSecurity/rowSecurity';

export interface NewMailTimes {
  /** Milliseconds in which messages are collected before they're announced. */
  collect: number;
  /** Milliseconds between two announcements about the same account. */
  pause: number;
}

const TIMES: NewMailTimes = { collect: 1_000, pause: 60_000 };

/** What has arrived for an account and hasn't been announced yet. */
interface Burst {
  userId: Id;
  arrivals: Arrival[];
  /** When the next announcement is allowed, on the clock of `performance.now()`. */
  notBefore: number;
  timer: NodeJS.Timeout | null;
  /** The last announcement; the next one waits for it. */
  last: Promise<void>;
}

/**
 * Announces new messages by the host's in-app messages to people who want that, at most once a minute for each account.
 * Only the node that serves an account sees its messages arrive, so there is one announcement for all nodes.
 */
export class NewMail {
  private readonly bursts = new Map<string, Burst>();
  private stopped = false;

  constructor(
    private readonly ctx: MailContext,
    private readonly times: NewMailTimes = TIMES,
  ) {}

  /** Records messages that have arrived. */
  add(arrival: Arrival): void {
    if (this.stopped) return;
    const key = String(arrival.place.accountId);
    const { userId } = arrival;
    const nothing = { userId, arrivals: [], notBefore: 0, timer: null, last: Promise.resolve() };
    const burst: Burst = this.bursts.get(key) ?? nothing;
    this.bursts.set(key, burst);
    burst.arrivals.push(arrival);
    const wait = Math.max(this.times.collect, burst.notBefore - performance.now());
    burst.timer ??= setTimeout(() => void this.announce(key, burst), wait).unref();
  }

  /** Announces what was collected so far, because no other node knows about it. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.bursts].map(([key, burst]) => this.announce(key, burst)));
    for (const { timer } of this.bursts.values()) if (timer) clearTimeout(timer);
    this.bursts.clear();
  }

  private announce(key: string, burst: Burst): Promise<void> {
    return (burst.last = burst.last.then(() => this.announceNow(key, burst)));
  }

  private async announceNow(key: string, burst: Burst): Promise<void> {
    if (burst.timer) clearTimeout(burst.timer);
    burst.timer = null;
    const arrivals = burst.arrivals.splice(0);
    if (arrivals.length > 0 && (await this.tell(burst.userId, arrivals)))
      burst.notBefore = performance.now() + this.times.pause;
    else if (burst.arrivals.length === 0 && performance.now() >= burst.notBefore) this.bursts.delete(key);
  }

  /** Whether there was something to tell. */
  private async tell(userId: Id, arrivals: readonly Arrival[]): Promise<boolean> {
    try {
      return await announceNewMail(this.ctx, userId, arrivals);
    } catch (cause) {
      this.ctx.log.warn('mail: new messages could not be announced', { cause: causeText(cause) });
      return false;
    }
  }
}

/**
 * Sends one in-app message about all of them; false if the user doesn't want to be told. It names the mailbox and
 * nothing else, because administrators can read the host's in-app messages and the log of all it has sent.
 */
export async function announceNewMail(
  ctx: MailContext,
  userId: Id,
  arrivals: readonly Arrival[],
  now = new Date(),
): Promise<boolean> {
  const choices = await findPreferences(ctx, userId);
  const [{ place } = {}] = arrivals;
  if (!choices?.inApp || !place || choices.without.includes(String(place.accountId))) return false;
  if (isQuietMinute(choices.quiet, minuteOfDay(choices.timeZone, now))) return false;
  const account = await findAccount(ctx, place.accountId);
  if (!account) return false;
  const own = await ownAddresses(ctx, await accountIdsOf(ctx, userId));
  const messages: NewMessage[] = [];
  for (const arrival of arrivals) {
    const { folderId } = arrival.place;
    const wanted =
      choices.folders.includes(String(folderId)) || (await roleOfFolder(ctx, folderId)) === 'inbox';
    if (wanted) messages.push(...(await findUnread(ctx, arrival.place, arrival.uids)));
  }
  const news = messages.filter(({ fromAddress }) => !own.includes(fromAddress?.toLowerCase() ?? ''));
  if (news.length === 0) return false;
  await notify(ctx, [userId], {
    title: 'notice.newMail.title',
    content: 'notice.newMail',
    params: { count: news.length, address: account.address },
    path: pathTo(news),
  });
  return true;
}

/** The link to the message, or to the folder that contains all of them. */
function pathTo(news: readonly NewMessage[]): string {
  const folders = new Set(news.map(({ folderId }) => String(folderId)));
  const [folder] = folders;
  if (folders.size > 1 || folder === undefined) return MAIL_PATH;
  const place = new URLSearchParams({
    folder,
    ...(news.length === 1 ? { message: String(news[0].id) } : {}),
  });
  return `${MAIL_PATH}?${place.toString()}`;
}

/** Announces new messages while the app runs. */
export function registerNewMail(ctx: MailContext): Service {
  let newMail: NewMail | null = null;
  // A user's request may have caused the pull; what follows must not be limited to that user's rights.
  ctx.app.on(ARRIVED, (arrival: Arrival) => unrestricted(() => newMail?.add(arrival)));
  return {
    start: () => {
      newMail ??= new NewMail(ctx);
    },
    stop: async () => {
      const stopping = newMail;
      newMail = null;
      await stopping?.stop();
    },
  };
}
