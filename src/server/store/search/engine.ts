import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import type { Expression } from './expression';

/** A mail's place in a list, newest first. */
export interface Hit {
  id: Id;
  receivedAt: Date;
}

export interface SearchScope {
  accountIds: readonly Id[];
  /** Only mails further down the list than this one. */
  before: Hit | null;
  /** At most so many hits. */
  limit: number;
}

export interface Found {
  /** Newest first. */
  hits: Hit[];
  /** There are more matches than are worth sorting: {@link Engine.test} along the dates is faster. */
  common: boolean;
}

/** Rows of `mailSearch` as they are stored, with their tokens in order. */
export interface IndexRow extends Hit {
  accountId: Id;
  tokens: readonly string[];
}

/** Tokens of a body whose mail has its row in `mailSearch`. */
export interface BodyTokens {
  id: Id;
  tokens: readonly string[];
}

/** Full-text search as one kind of database does it. Deleting a row of `mailSearch` takes its words along. */
export interface Engine {
  /** Whether {@link test} reads the given rows alone, so that it is worth going through mails by date. */
  testsRows: boolean;
  /** Adds what the host's collections cannot say: columns, indexes, virtual tables. Again and again, if need be. */
  prepare(ctx: MailContext): Promise<void>;
  /** Writes rows that are not there. */
  write(ctx: MailContext, rows: readonly IndexRow[], transaction: Transaction): Promise<void>;
  /**
   * Adds tokens behind those of rows; a row that is not there stays away. None: this engine cannot, and rows have
   * to be written anew.
   */
  append?(ctx: MailContext, bodies: readonly BodyTokens[], transaction: Transaction): Promise<void>;
  /** Mails that match, for an expression that says what must occur. `all`: however many they are. */
  find(ctx: MailContext, expression: Expression, scope: SearchScope, all: boolean): Promise<Found>;
  /** Those of some mails that match. */
  test(
    ctx: MailContext,
    expression: Expression,
    accountIds: readonly Id[],
    ids: readonly Id[],
  ): Promise<Id[]>;
}
