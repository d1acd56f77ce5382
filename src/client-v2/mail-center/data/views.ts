import type { FolderView, Id } from '../../../common';
import type { MessageQuery } from '../../api';
import type { Translate } from '../../locale';

/** Lists over all accounts, as named in the URL instead of a folder. */
export const VIEWS = ['all-inboxes', 'all-unread', 'all-flagged'] as const;
/** The list of everything that is snoozed. */
export const SNOOZED = 'snoozed';
export type ViewName = (typeof VIEWS)[number] | typeof SNOOZED;

/** The list of everything with a label, as named in the URL. Has the label's id, because its name may change. */
export type LabelList = `label-${string}`;
export const labelListOf = (label: Id): LabelList => `label-${label}`;
export const isLabelList = (folderId: unknown): folderId is LabelList =>
  typeof folderId === 'string' && /^label-./.test(folderId);

/** Returns the view named by a folder id in the URL; undefined for a real folder. */
export const viewOf = (folderId: unknown): ViewName | LabelList | undefined =>
  isLabelList(folderId) ? folderId : ([...VIEWS, SNOOZED] as const).find((view) => view === folderId);

const NAMES: Record<ViewName, string> = {
  'all-inboxes': 'All inboxes',
  'all-unread': 'All unread',
  'all-flagged': 'All flagged',
  snoozed: 'Snoozed',
};
const viewName = (view: ViewName, t: Translate): string => t(NAMES[view]);

/** Discarded messages are neither news nor to be dealt with. */
const KEPT = '-in:trash -in:junk';

const QUERIES: Record<ViewName, MessageQuery> = {
  'all-inboxes': { role: 'inbox' },
  'all-unread': { show: 'unread', q: KEPT },
  'all-flagged': { show: 'flagged', q: KEPT },
  // The server lists it by when it comes back.
  snoozed: { q: 'is:snoozed' },
};

/** Returns a search for everything with a label. */
export const labelQuery = (name: string): string => `label:"${name}"`;

/**
 * Returns a view's query, narrowed by a search and a filter. `everywhere` searches all folders. `label` is the name of
 * the label that a list is about.
 */
export function viewQuery(
  view: ViewName | LabelList,
  { q, show, everywhere }: { q: string; show: MessageQuery['show']; everywhere: boolean },
  label = '',
): MessageQuery {
  if (everywhere) return { q, show };
  // The last word of a search may continue, so that the label comes first.
  if (isLabelList(view)) return { q: [labelQuery(label), KEPT, q].filter(Boolean).join(' '), show };
  const own = QUERIES[view];
  return {
    ...own,
    q: [q, own.q].filter(Boolean).join(' '),
    show: show === 'all' ? (own.show ?? show) : show,
  };
}

/** Represents the list of a label as a folder without an account, for components that show a folder. */
export const labelFolder = (label: { id: Id; name: string }): FolderView => ({
  ...{ id: labelListOf(label.id), accountId: '', path: '', name: label.name, parentPath: null },
  ...{ delimiter: '/', role: 'other', selectable: true, total: 0, unread: 0 },
});

/** The same for another view. */
export function viewFolder(view: ViewName, folders: Iterable<FolderView>, t: Translate): FolderView {
  const unread = [...folders].reduce((sum, folder) => sum + (folder.role === 'inbox' ? folder.unread : 0), 0);
  return {
    ...{ id: view, accountId: '', path: '', name: viewName(view, t), parentPath: null, delimiter: '/' },
    ...{ role: 'other', selectable: true, total: 0, unread: view === 'all-inboxes' ? unread : 0 },
  };
}
