import type { StoredFile } from '../attached-file';

/** The files that are chosen in a dialog. */
export interface FileChoice {
  has(file: StoredFile): boolean;
  toggle(file: StoredFile): void;
}

/** Files that the server would copy from the same place are the same. */
export const keyOf = ({ copy }: StoredFile): string => JSON.stringify(copy);
