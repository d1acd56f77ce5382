/** The name of SQLite's table of words, which exists beside `mailSearch`. */
export const wordsTable = (searchTable: string): string => `${searchTable}_words`;

/** Tables that hold words of messages and aren't collections: SQLite's own, and those that FTS5 creates for it. */
export const wordTables = (searchTable: string): string[] =>
  ['', '_data', '_idx', '_content', '_docsize', '_config'].map((end) => wordsTable(searchTable) + end);
