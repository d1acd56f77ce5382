import { isSnoozable, isSnoozed, type FolderView } from '../../../common';
import type { MessageRow } from '../../api';
import { useSnoozeDialog } from '../../components/snooze/useSnoozeDialog';
import { useSnoozeUndo } from '../../components/snooze/useSnoozeUndo';
import type { Change } from '../data/carry-out';
import { isSearch, type ListQuery } from '../data/query';
import type { MailActions } from '../data/useMailActions';
import { isLabelList, SNOOZED, type LabelList, type ViewName } from '../data/views';

interface Snoozing {
  /** What is listed. */
  folder: FolderView | undefined;
  view: ViewName | LabelList | undefined;
  query: ListQuery;
  actions: MailActions;
  resettle(): void;
  /** Removes messages from the list. */
  take(rows: MessageRow[]): void;
  folderOfRow(row: MessageRow): FolderView | undefined;
  /** Whether the change applies to the whole list, and is being made. */
  withEverything(rows: MessageRow[], change: Change): boolean;
}

export interface SnoozingState {
  /** Whether any of the messages can be snoozed, or is. */
  can(rows: MessageRow[]): boolean;
  /** Asks until when to snooze messages. */
  ask(rows: MessageRow[]): void;
  /** Ends their snooze. */
  end(rows: MessageRow[]): void;
}

/** Snoozing of listed messages. */
export function useSnoozing(list: Snoozing): SnoozingState {
  const askTime = useSnoozeDialog();
  const snoozeUndo = useSnoozeUndo();
  /** Whether a message leaves the list. Searches find what is snoozed, too. */
  const leaves = (until: string | null): boolean => {
    if (list.view === SNOOZED) return until === null;
    if (until === null || isSearch(list.query)) return false;
    return !isLabelList(list.view) && list.view !== 'all-flagged';
  };
  const fits = (row: MessageRow) => isSnoozed(row) || isSnoozable(list.folderOfRow(row)?.role);
  const snooze = async (rows: MessageRow[], time: Date | null) => {
    const until = time?.toISOString() ?? null;
    const fitting = rows.filter(fits);
    if (fitting.length === 0 || list.withEverything(rows, { kind: 'snooze', until })) return;
    if (leaves(until)) list.take(fitting);
    const done = await list.actions.snooze(fitting, until, leaves(until));
    if (done) snoozeUndo(until, done.changed, list.resettle);
  };
  return {
    can: (rows) => rows.some(fits),
    ask: (rows) =>
      void askTime(rows.some(isSnoozed)).then((time) => {
        if (time !== undefined) void snooze(rows, time);
      }),
    end: (rows) => void snooze(rows, null),
  };
}
