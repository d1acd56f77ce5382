/** Where a word has to occur: anywhere, or in one field alone. `to` is every recipient, `cc` those in copy. */
export type QueryField = 'any' | 'subject' | 'from' | 'to' | 'cc';

export type QueryFlag = 'unread' | 'read' | 'flagged' | 'answered' | 'draft';

/** One condition. All of them hold, each turned round where it is negated. */
export type QueryTerm = { negated: boolean } & (
  | {
      kind: 'text';
      field: QueryField;
      text: string;
      /** In quotes: exactly these words in a row. */
      phrase: boolean;
      /** The last word is still being typed: words that begin so match too. */
      prefix: boolean;
    }
  | { kind: 'flag'; flag: QueryFlag }
  | { kind: 'attachment' }
  /** A calendar day `YYYY-MM-DD` in the user's time zone; `after` holds from its beginning, `before` until it. */
  | { kind: 'before' | 'after'; day: string }
  /** Role or name of a folder as typed. */
  | { kind: 'folder'; name: string }
);

/** Something that was not understood, or can not be answered, and is left out. */
export interface QueryProblem {
  /** `long`: more was typed than is looked for; the others are operators with a value that says nothing. */
  kind: 'date' | 'is' | 'has' | 'label' | 'long';
  /** As typed, e.g. `before:tomorrow`. */
  text: string;
}

export interface MailQuery {
  terms: QueryTerm[];
  problems: QueryProblem[];
}
