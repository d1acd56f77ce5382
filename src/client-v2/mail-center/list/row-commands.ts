import { isSnoozable, isSnoozed, type FolderRole } from '../../../common';
import type { MessageRow } from '../../api';

/** The commands in a row's menu. */
export type RowCommand =
  | 'open'
  /** Continues a draft. */
  | 'edit'
  | 'window'
  | 'reply'
  | 'replyAll'
  | 'forward'
  /** Forwards whole messages as files. */
  | 'forwardAsFiles'
  | 'sendAgain'
  | 'read'
  | 'unread'
  | 'flag'
  | 'unflag'
  | 'archive'
  | 'spam'
  | 'notSpam'
  | 'move'
  | 'label'
  | 'remind'
  | 'snooze'
  | 'unsnooze'
  /** Links to a record. */
  | 'link'
  | 'remove';

/**
 * Returns the commands for rows of a folder, in groups, without those that don't apply there. `everything`: the rows
 * stand for a whole list, most of which may not be loaded.
 */
export function commandsFor(
  rows: readonly MessageRow[],
  role: FolderRole | undefined,
  everything = false,
): RowCommand[][] {
  const asleep = rows.every(isSnoozed);
  const single = rows.length === 1;
  const written = role !== 'drafts' && !rows.some(({ draft }) => draft);
  const own = role === 'sent' || !written;
  const groups: RowCommand[][] = [
    [
      ...when(single && role === 'drafts', 'edit'),
      ...when(single && role !== 'drafts', 'open', 'window'),
      ...when(single && written, 'reply', 'replyAll', 'forward'),
      ...when(written && !everything, 'forwardAsFiles'),
      ...when(single && written && role === 'sent', 'sendAgain'),
    ],
    [
      rows.some(({ seen }) => !seen) ? 'read' : 'unread',
      rows.some(({ flagged }) => !flagged) ? 'flag' : 'unflag',
    ],
    [
      ...when(role !== 'archive' && role !== 'drafts', 'archive'),
      ...when(!own, role === 'junk' ? 'notSpam' : 'spam'),
      'move',
      'label',
      ...when(!everything, 'link'),
      ...when(single && role !== 'drafts', 'remind'),
      ...when(asleep || isSnoozable(role), 'snooze'),
      ...when(asleep, 'unsnooze'),
      'remove',
    ],
  ];
  return groups.filter((group) => group.length > 0);
}

const when = (holds: boolean, ...commands: RowCommand[]): RowCommand[] => (holds ? commands : []);
