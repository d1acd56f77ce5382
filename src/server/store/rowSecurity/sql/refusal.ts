/** Why a person's SQL may not run. Each reason has its own sentence (`error.sql-refused_<why>`). */
export type Why =
  /** Not exactly one SELECT, or not understood. */
  | 'statement'
  /** Comments, escapes and quotes within quotes, which can be read in more than one way. */
  | 'spelling'
  /** A function or type that isn't known to be harmless. */
  | 'function'
  /** Not a table of this database, or one of the system's. */
  | 'table'
  /** One of our tables, or a view that reads one. */
  | 'mail'
  | 'length';

export interface Refusal {
  why: Why;
  /** The word, function or table in question. */
  name: string;
}
