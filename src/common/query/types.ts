/**
 * Where a word has to occur: anywhere, or only in one field. `to` covers all recipients, `cc` only those in copy,
 * `filename` the names of attachments.
 */
export type QueryField = 'any' | 'subject' | 'from' | 'to' | 'cc' | 'filename';

export type QueryFlag = 'unread' | 'read' | 'flagged' | 'answered' | 'draft' | 'snoozed';

/** Days, weeks, months or years. */
export type AgeUnit = 'd' | 'w' | 'm' | 'y';

export interface TextTerm {
  negated: boolean;
  kind: 'text';
  field: QueryField;
  text: string;
  /** Quoted: exactly these words in a row. */
  phrase: boolean;
  /** The last word may still be incomplete, so words that begin with it also match. */
  prefix: boolean;
}

/** One condition, inverted if `negated`. */
export type QueryLeaf =
  | TextTerm
  | ({ negated: boolean } & (
      | { kind: 'flag'; flag: QueryFlag }
      | { kind: 'attachment' }
      /** A calendar day `YYYY-MM-DD` in the user's time zone; `after` includes the day, `before` excludes it. */
      | { kind: 'before' | 'after'; day: string }
      /** The same, counted back from the user's current day. */
      | { kind: 'older' | 'newer'; count: number; unit: AgeUnit }
      /** Size in octets. */
      | { kind: 'larger' | 'smaller'; octets: number }
      /** Role or name of a folder, as typed. */
      | { kind: 'folder'; name: string }
      /** Name of a label, as typed. */
      | { kind: 'label'; name: string }
    ));

/** Several alternatives, each a list of terms that must all hold. */
export interface QueryChoice {
  kind: 'any';
  of: QueryTerm[][];
}

export type QueryTerm = QueryLeaf | QueryChoice;

/** Something that wasn't understood or can't be answered, and is ignored. */
export interface QueryProblem {
  /**
   * `long`, `deep`: the query is longer or deeper than what is searched. `empty`: an operator without a value.
   * `unknown`: a word that looks like a mistyped operator and is searched as a word. The others are operators whose
   * value makes no sense.
   */
  kind: 'date' | 'is' | 'has' | 'size' | 'age' | 'empty' | 'unknown' | 'long' | 'deep';
  /** As typed, e.g. `before:tomorrow`. */
  text: string;
  /** For `unknown`: the operator that was probably meant, e.g. `from:`. */
  meant?: string;
}

export interface MailQuery {
  /** All of these must hold. */
  terms: QueryTerm[];
  problems: QueryProblem[];
}
