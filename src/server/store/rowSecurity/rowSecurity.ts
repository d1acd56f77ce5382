import { AsyncLocalStorage } from 'node:async_hooks';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { isClosed } from '../../host';

/**
 * Row-level security for everything in this process that isn't ours. The host and its plugins have many ways to read a
 * collection that is named in a request's body (page variables, charts, exports, SQL, custom requests, associations
 * that an admin adds). Instead of knowing all of them, we restrict every query that is made on behalf of a request
 * right before it reaches the database: from our tables it gets only the caller's own rows, and from those that contain
 * secrets nothing.
 */
export interface Restriction {
  app: object;
  accountIds: () => Promise<Id[]>;
  /** The request changes tables: on SQLite, that copies all rows of a table from one to another. */
  schema: boolean;
  /** The person this is done for; undefined for nobody. */
  userId?: Id;
  /** Whether a query in the course of this named one of our collections: then the answer is for this person only. */
  touched: boolean;
  /**
   * Whether the original work is over. Anything that still runs in its course (a queue or a timer that started with it)
   * now serves others too, and sees no mail at all.
   */
  over: boolean;
}

/** Marks our own work, as opposed to work that can't be attributed to anybody. */
const OURS = Symbol('our own work');

const current = new AsyncLocalStorage<Restriction | typeof OURS>();

/** The person whose mail may be seen. */
export interface Viewer {
  userId?: Id;
  accountIds: () => Promise<Id[]>;
  schema?: boolean;
}

/**
 * Runs `work` with all of its queries restricted to these accounts. `work` gets the restriction, so that it can end it
 * (`over`) when it's done.
 */
export function restrictTo<T>(
  ctx: MailContext,
  { userId, accountIds, schema = false }: Viewer,
  work: (limits: Restriction) => T,
): T {
  let ids: Promise<Id[]> | undefined;
  const limits: Restriction = {
    app: ctx.app,
    userId,
    accountIds: () => (limits.over ? Promise.resolve([]) : (ids ??= unrestricted(accountIds))),
    schema,
    touched: false,
    over: false,
  };
  return current.run(limits, () => work(limits));
}

/** Runs our own code without a restriction, even if somebody else's request triggered it. */
export const unrestricted = <T>(work: () => T): T => current.run(OURS, work);

/**
 * The restriction under which this runs, if it belongs to this app. If the host can't be relied on, everything except
 * our own work is restricted to nobody's mail.
 */
export function restrictionOf(ctx: MailContext): Restriction | undefined {
  const limits = current.getStore();
  if (limits === OURS) return undefined;
  if (limits?.app === ctx.app) return limits;
  return isClosed(ctx) ? nobodys(ctx) : undefined;
}

const nobodys = ({ app }: MailContext): Restriction => ({
  ...{ app, schema: false, touched: false, over: false },
  accountIds: () => Promise.resolve([]),
});
