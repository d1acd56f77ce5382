/** What the help of the search box offers: what is put in, and what it means. */
export const SEARCH_OPERATORS: ReadonlyArray<{ example: string; insert: string; meaning: string }> = [
  { example: 'from:anna', insert: 'from:', meaning: 'Name or address of the sender' },
  { example: 'to:bert', insert: 'to:', meaning: 'Name or address of a recipient' },
  { example: 'cc:anna', insert: 'cc:', meaning: 'Somebody in copy' },
  { example: 'subject:offer', insert: 'subject:', meaning: 'In the subject alone' },
  { example: '"new price list"', insert: '"', meaning: 'These words in a row' },
  { example: '-draft', insert: '-', meaning: 'Without this word' },
  { example: 'has:attachment', insert: 'has:attachment ', meaning: 'With attachments' },
  { example: 'is:unread', insert: 'is:unread ', meaning: 'Also read, flagged, answered, draft' },
  { example: 'after:2026-03-01', insert: 'after:', meaning: 'Received on this day or later' },
  { example: 'before:2026-03-31', insert: 'before:', meaning: 'Received before this day' },
  { example: 'in:sent', insert: 'in:', meaning: 'In another folder' },
];

/** The sentence for what of a query was not understood, by its kind. */
export const SEARCH_PROBLEMS = {
  date: '“{{text}}” was left out, since it is no date. Write a day like 2026-03-31.',
  is: '“{{text}}” was left out. Mails can be unread, read, flagged, answered or draft.',
  has: '“{{text}}” was left out. Only has:attachment can be searched.',
  label: '“{{text}}” was left out, since there are no labels yet.',
  long: 'The end of a search this long was left out.',
} as const;
