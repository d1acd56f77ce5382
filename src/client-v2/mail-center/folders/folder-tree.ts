import type { FolderRole, FolderView } from '../../../common';

export interface FolderNode {
  folder: FolderView;
  children: FolderNode[];
}

/** The order in which people look for folders. Their own folders follow, sorted by name. */
const ORDER: FolderRole[] = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'outbox', 'other'];

/** Builds the tree of an account's folders. A folder whose parent isn't listed goes to the top level. */
export function folderTree(folders: FolderView[], language?: string): FolderNode[] {
  // A Map rather than an object, because folder names may be anything, including `__proto__`.
  const nodes = new Map(folders.map((folder) => [folder.path, { folder, children: [] as FolderNode[] }]));
  const roots: FolderNode[] = [];
  for (const node of nodes.values()) {
    const { parentPath, path } = node.folder;
    const parent = parentPath === null || parentPath === path ? undefined : nodes.get(parentPath);
    (parent?.children ?? roots).push(node);
  }
  sort(roots, new Intl.Collator(language, { numeric: true, sensitivity: 'base' }));
  return useful(roots);
}

/** Removes folders that can't be opened and don't contain any that can. */
const useful = (nodes: FolderNode[]): FolderNode[] =>
  nodes.map((node) => ({ ...node, children: useful(node.children) })).filter(isUseful);

function sort(nodes: FolderNode[], collator: Intl.Collator): void {
  nodes.sort(
    (a, b) =>
      ORDER.indexOf(a.folder.role) - ORDER.indexOf(b.folder.role) ||
      collator.compare(a.folder.name, b.folder.name),
  );
  nodes.forEach((node) => sort(node.children, collator));
}

/**
 * Exchange's own Outbox is nearly always empty, and ours is elsewhere. A folder without any content is just
 * noise.
 */
function isUseful({ folder, children }: FolderNode): boolean {
  if (children.length > 0) return true;
  if (folder.leftOut) return false;
  return folder.selectable && (folder.role !== 'outbox' || folder.total > 0);
}

/** Returns the folder that a mailbox opens with. */
export function inboxOf(folders: FolderView[]): FolderView | undefined {
  return folders.find(({ role }) => role === 'inbox') ?? folders.find(({ selectable }) => selectable);
}
