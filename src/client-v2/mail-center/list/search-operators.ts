/** The operators in the search box's help: the text to insert and its meaning. */
export const SEARCH_OPERATORS: ReadonlyArray<{ example: string; insert: string; meaning: string }> = [
  { example: 'from:anna', insert: 'from:', meaning: 'Name or address of the sender' },
  { example: 'to:bert', insert: 'to:', meaning: 'Name or address of a recipient' },
  { example: 'cc:anna', insert: 'cc:', meaning: 'Somebody in copy' },
  { example: 'subject:offer', insert: 'subject:', meaning: 'In the subject alone' },
  { example: '"new price list"', insert: '"', meaning: 'These words in a row' },
  { example: '-draft', insert: '-', meaning: 'Without this word' },
  {
    example: 'anna OR bert',
    insert: 'OR ',
    meaning: 'One of the two; it binds its neighbours alone',
  },
  { example: 'has:attachment', insert: 'has:attachment ', meaning: 'With attachments' },
  { example: 'filename:pdf', insert: 'filename:', meaning: 'Name or ending of an attachment' },
  { example: 'larger:5M', insert: 'larger:', meaning: 'Larger than this; also smaller:' },
  { example: 'is:unread', insert: 'is:unread ', meaning: 'Also read, flagged, answered, draft, snoozed' },
  { example: 'after:2026-03-01', insert: 'after:', meaning: 'Received on this day or later' },
  { example: 'before:2026-03-31', insert: 'before:', meaning: 'Received before this day' },
  {
    example: 'newer_than:7d',
    insert: 'newer_than:',
    meaning: 'In the last days, weeks (w), months (m), years (y)',
  },
  { example: 'older_than:1y', insert: 'older_than:', meaning: 'Longer ago than this' },
  { example: 'in:sent', insert: 'in:', meaning: 'In another folder' },
  { example: 'label:work', insert: 'label:', meaning: 'With this label' },
];

/** Sentences for the parts of a query that weren't understood, by kind. */
export const SEARCH_PROBLEMS = {
  date: '“{{text}}” was left out, since it is no date. Write a day like 2026-03-31.',
  is: '“{{text}}” was left out. Mails can be unread, read, flagged, answered, draft or snoozed.',
  has: '“{{text}}” was left out. Only has:attachment can be searched.',
  size: '“{{text}}” was left out, since it is no size. Write 5M, 500k or a number of octets.',
  age: '“{{text}}” was left out, since it is no age. Write 3d, 2w, 5m or 1y.',
  empty: '“{{text}}” was left out, since nothing follows it.',
  unknown: '“{{text}}” was searched as a word. Did you mean {{meant}}?',
  deep: 'What is in so many parentheses was left out.',
  long: 'The end of a search this long was left out.',
} as const;
