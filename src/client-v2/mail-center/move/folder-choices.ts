import type { FolderView } from '../../../common';
import type { Translate } from '../../locale';
import { folderTree, type FolderNode } from '../folders/folder-tree';
import { folderName } from '../folders/roles';

export interface FolderChoice {
  folder: FolderView;
  name: string;
  /** Names of the parent folders, outermost first; '' at the top level. */
  within: string;
}

/** Returns the folders that messages can be moved to, in tree order. `current` is the folder they are in. */
export function folderChoices(
  folders: FolderView[],
  current: string | null,
  t: Translate,
  language?: string,
): FolderChoice[] {
  const flat = (nodes: FolderNode[], within: string): FolderChoice[] =>
    nodes.flatMap(({ folder, children }) => {
      const name = folderName(folder, t);
      return [{ folder, name, within }, ...flat(children, within ? `${within} / ${name}` : name)];
    });
  return flat(folderTree(folders, language), '').filter(
    ({ folder }) => folder.selectable && String(folder.id) !== current,
  );
}

/**
 * Returns the matches for a typed text: first names that begin with it, then names that contain it, then
 * parent folders.
 */
export function matchingChoices(choices: FolderChoice[], typed: string): FolderChoice[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return choices;
  const rank = ({ name, within }: FolderChoice) => {
    const place = name.toLowerCase().indexOf(text);
    if (place >= 0) return place === 0 ? 0 : 1;
    return `${within} / ${name}`.toLowerCase().includes(text) ? 2 : 3;
  };
  return [0, 1, 2].flatMap((wanted) => choices.filter((choice) => rank(choice) === wanted));
}
