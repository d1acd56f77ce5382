import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import type { Expression } from './expression';

/** A message's place in a list, newest first. */
export interface Hit {
  id: Id;
  receivedAt: Date;
  /** The value the list is sorted by, if that isn't the date. */
  key?: string | number;
}

export interface SearchScope {
  accountIds: readonly Id[];
  /** Only messages further down the list than this one. */
  before: Hit | null;
  /** Maximum hits. */
  limit: number;
}

export interface Found {
  /** Newest first. */
  hits: Hit[];
  /** More matches than are worth sorting: going through messages by date with {@link Engine.test} is faster. */
  common: boolean;
}

/** Rows of `mailSearch` as they are stored, with their tokens in order. */
export interface IndexRow extends Hit {
  accountId: Id;
  tokens: readonly string[];
}

/** Tokens of a body whose message has its row in `mailSearch`. */
export interface BodyTokens {
  id: Id;
  tokens: readonly string[];
}

/** Full-text search as one kind of database does it. Deleting a row of `mailSearch` deletes its words too. */
export interface Engine {
  /** Whether {@link test} reads only the given rows, which makes it worthwhile to go through messages by date. */
  testsRows: boolean;
  /** Adds what the host's collections can't express: columns, indexes, virtual tables. Can be called repeatedly. */
  prepare(ctx: MailContext): Promise<void>;
  /** Writes rows that don't exist yet. */
  write(ctx: MailContext, rows: readonly IndexRow[], transaction: Transaction): Promise<void>;
  /**
   * Appends tokens to those of existing rows; missing rows aren't created. If undefined, this engine can't do so, and
   * rows have to be rewritten.
   */
  append?(ctx: MailContext, bodies: readonly BodyTokens[], transaction: Transaction): Promise<void>;
  /** Messages that match an expression that says what must occur. With `all`, however many they are. */
  find(ctx: MailContext, expression: Expression, scope: SearchScope, all: boolean): Promise<Found>;
  /** Which of these messages match. */
  test(
    ctx: MailContext,
    expression: Expression,
    accountIds: readonly Id[],
    ids: readonly Id[],
  ): Promise<Id[]>;
}
