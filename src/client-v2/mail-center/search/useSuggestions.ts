import { useMemo } from 'react';
import type { FolderView } from '../../../common';
import { useLabels } from '../../components/labels/LabelsProvider';
import { useT } from '../../locale';
import { folderName } from '../folders/roles';
import type { KeptSearches } from './kept-searches';
import { suggestionsFor, wantsPeople, type Suggestion } from './suggestions';
import { usePeople } from './usePeople';
import { typedWord, type TypedWord } from './typed-word';

/**
 * Returns the suggestions for a search at the cursor's position. People are only requested while suggestions
 * are shown.
 */
export function useSuggestions(
  text: string,
  cursor: number,
  kept: KeptSearches,
  folders: readonly FolderView[],
  shown: boolean,
): { word: TypedWord; suggestions: Suggestion[] } {
  const t = useT();
  const { list: labels } = useLabels();
  const word = useMemo(() => typedWord(text, cursor), [text, cursor]);
  const people = usePeople(word.operator, shown && wantsPeople(word) ? word.value : '');
  const suggestions = useMemo(() => {
    const places = folders
      .filter(({ selectable, leftOut }) => selectable && !leftOut)
      .map((folder) => ({ name: folderName(folder, t), role: folder.role }));
    return suggestionsFor(text, word, {
      ...{ kept, people, folders: places, labels, meaningOf: t },
      texts: { recent: t('Recent search') },
    });
  }, [text, word, people, kept, folders, labels, t]);
  return { word, suggestions };
}
