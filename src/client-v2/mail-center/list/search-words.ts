const wordsOf = (search: string): string[] => search.split(/\s+/).filter(Boolean);
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether a search contains this word, which is usually an operator. */
export const hasWord = (search: string, word: string): boolean =>
  wordsOf(search).some((each) => same(each, word));

/** Adds a word to the search, or removes it if it is there. */
export function toggleWord(search: string, word: string): string {
  if (hasWord(search, word))
    return wordsOf(search)
      .filter((each) => !same(each, word))
      .join(' ');
  return [search.trim(), word].filter(Boolean).join(' ');
}
