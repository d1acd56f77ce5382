/** SQLite's table of words beside `mailSearch`. */
export const wordsTable = (searchTable: string): string => `${searchTable}_words`;

/** Tables that hold words of mails and are no collection: SQLite's, with those that FTS5 makes for itself. */
export const wordTables = (searchTable: string): string[] =>
  ['', '_data', '_idx', '_content', '_docsize', '_config'].map((end) => wordsTable(searchTable) + end);
