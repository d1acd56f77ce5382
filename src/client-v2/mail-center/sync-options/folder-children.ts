import type { SyncFolder } from '../../../common';
import { folderTree, type FolderNode } from '../folders/folder-tree';

/**
 * Returns a function for the folders below one, or at the top level (null), in the order of the folder list.
 * None is hidden.
 */
export function childrenByParent(
  folders: readonly SyncFolder[],
  language?: string,
): (parent: SyncFolder | null) => SyncFolder[] {
  const byId = new Map(folders.map((folder) => [String(folder.id), folder]));
  // The folder list hides excluded folders and the empty Outbox, but here they can be chosen.
  const tree = folderTree(
    folders.map((folder) => ({ ...folder, leftOut: false, total: Math.max(1, folder.total) })),
    language,
  );
  const below = new Map<string, SyncFolder[]>();
  const own = (nodes: FolderNode[]) => nodes.flatMap(({ folder }) => byId.get(String(folder.id)) ?? []);
  const walk = (nodes: FolderNode[]): void =>
    nodes.forEach((node) => {
      below.set(String(node.folder.id), own(node.children));
      walk(node.children);
    });
  walk(tree);
  return (parent) => (parent ? (below.get(String(parent.id)) ?? []) : own(tree));
}

/** A folder preceded by its parents, outermost first. */
export type FolderPath = SyncFolder[];

/** Returns all folders from top to bottom, in the order of the folder list. */
export function foldersInOrder(folders: readonly SyncFolder[], language?: string): FolderPath[] {
  const children = childrenByParent(folders, language);
  const walk = (parents: FolderPath, parent: SyncFolder | null): FolderPath[] =>
    children(parent).flatMap((folder) => {
      const path = [...parents, folder];
      return [path, ...walk(path, folder)];
    });
  return walk([], null);
}

/** Returns a folder and everything below it. */
export function withDescendants(
  folder: SyncFolder,
  children: (parent: SyncFolder) => SyncFolder[],
): SyncFolder[] {
  return [folder, ...children(folder).flatMap((child) => withDescendants(child, children))];
}
