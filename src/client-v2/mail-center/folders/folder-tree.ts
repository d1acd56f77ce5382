import type { FolderRole, FolderView } from '../../../common';

export interface FolderNode {
  folder: FolderView;
  children: FolderNode[];
}

/** The order in which a person looks for them; folders of one's own follow, by name. */
const ORDER: FolderRole[] = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'outbox', 'other'];

/** The folders of an account as a tree. A folder whose parent is not listed stands at the top. */
export function folderTree(folders: FolderView[], language?: string): FolderNode[] {
  // Folder names may be anything, `__proto__` included: a Map, not an object.
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

/** Without what can neither be opened nor holds anything that can. */
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

/** Exchange's own Outbox is nearly always empty, and ours is elsewhere; a node that holds nothing at all is noise. */
function isUseful({ folder, children }: FolderNode): boolean {
  if (children.length > 0) return true;
  if (folder.leftOut) return false;
  return folder.selectable && (folder.role !== 'outbox' || folder.total > 0);
}

/** Where a mailbox opens. */
export function inboxOf(folders: FolderView[]): FolderView | undefined {
  return folders.find(({ role }) => role === 'inbox') ?? folders.find(({ selectable }) => selectable);
}
