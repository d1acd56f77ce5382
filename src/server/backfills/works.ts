import type { BackfillName, Id } from '../../common';
import type { MailContext } from '../context';
import { countMessages, countStoredMessages } from '../store/correspondents/countStored';
import { bodiesWithoutFacts, countStoredBodies } from '../store/messages/bodiesWithoutFacts';
import { countUndated, fillAddressDates } from '../store/search/addressDates';
import { indexMissing } from '../store/search/register';
import { countUnindexed } from '../store/search/state';
import { buildThreads, countThreads } from '../store/threads/buildThreads';
import { rereadBody } from '../sync';

/** Result of one piece of work: the number of rows processed, and where to continue; null at the end. */
export interface Piece {
  done: number;
  next: string | null;
}

/** Work on an account's rows, done in pieces. Repeating a piece changes nothing that anybody would notice. */
export interface Work {
  count(ctx: MailContext, accountId: Id): Promise<number>;
  piece(ctx: MailContext, accountId: Id, cursor: string | null): Promise<Piece>;
  /** Milliseconds between two pieces, to spare the mail server if the work uses it. */
  pause?: number;
}

/** Messages read again per piece. */
const MESSAGES = 20;
/** Messages per piece whose people are counted. */
const COUNTED = 200;

/** For work that finds the remaining rows itself and therefore needs no cursor. */
const untilNone = async (done: Promise<number>): Promise<Piece> => ({
  done: await done,
  next: (await done) > 0 ? '' : null,
});

/** Everything an upgrade may have to do, by name. A migration schedules it. */
export const WORKS: Record<BackfillName, Work> = {
  conversations: {
    count: countThreads,
    piece: async (ctx, accountId, cursor) => {
      const keys = await buildThreads(ctx, accountId, cursor);
      return { done: keys.length, next: keys.at(-1) ?? null };
    },
  },
  'search-index': {
    count: countUnindexed,
    piece: (ctx, accountId) => untilNone(indexMissing(ctx, accountId)),
  },
  'address-dates': {
    count: countUndated,
    piece: (ctx, accountId) => untilNone(fillAddressDates(ctx, accountId)),
  },
  correspondents: {
    count: countMessages,
    piece: async (ctx, accountId, cursor) => {
      const { done, next } = await countStoredMessages(ctx, accountId, readCursor(cursor), COUNTED);
      return { done, next: next && writeCursor(next) };
    },
  },
  'message-facts': {
    count: countStoredBodies,
    pause: 1000,
    piece: async (ctx, accountId, cursor) => {
      const page = await bodiesWithoutFacts(ctx, accountId, readCursor(cursor), MESSAGES);
      for (const id of page.ids) await rereadBody(ctx, id);
      return { done: page.looked, next: page.next && writeCursor(page.next) };
    },
  },
};

function readCursor(cursor: string | null) {
  const [time, id] = cursor?.split(' ') ?? [];
  return time && id ? { receivedAt: new Date(Number(time)), id } : null;
}

const writeCursor = ({ receivedAt, id }: { receivedAt: Date; id: Id }): string =>
  `${new Date(receivedAt).getTime()} ${id}`;
