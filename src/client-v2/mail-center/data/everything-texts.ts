import { returnText } from '../../components/snooze/snoozed-text';
import type { DateFormat } from '../../dates';
import type { Translate } from '../../locale';
import type { Change } from './carry-out';
import { folderName } from '../folders/roles';

/** Returns the question asked beforehand. `count` is formatted for people. */
export function askText(t: Translate, change: Change, count: string, format: DateFormat): string {
  switch (change.kind) {
    case 'flag':
      if ('seen' in change.flags)
        return change.flags.seen
          ? t('Mark {{count}} messages as read?', { count })
          : t('Mark {{count}} messages as unread?', { count });
      return change.flags.flagged
        ? t('Flag {{count}} messages?', { count })
        : t('Remove the flag from {{count}} messages?', { count });
    case 'move':
      return t('Move {{count}} messages to {{folder}}?', { count, folder: folderName(change.target, t) });
    case 'label':
      return change.add
        ? t('Add the label “{{label}}” to {{count}} messages?', { label: change.label.name, count })
        : t('Remove the label “{{label}}” from {{count}} messages?', { label: change.label.name, count });
    case 'snooze':
      return change.until === null
        ? t('End the snooze of {{count}} messages?', { count })
        : t('Snooze {{count}} messages until {{time}}?', { count, time: returnText(format, change.until) });
    case 'file':
      return {
        archive: t('Move {{count}} messages to the archive?', { count }),
        spam: t('Mark {{count}} messages as spam?', { count }),
        notSpam: t('Move {{count}} messages to the inbox?', { count }),
      }[change.as];
    case 'remove':
      return t('Move {{count}} messages to the trash?', { count });
  }
}

/** Returns the text shown afterwards. `count` is formatted for people. */
export function doneText(t: Translate, change: Change, count: string, format: DateFormat): string {
  switch (change.kind) {
    case 'flag':
      if ('seen' in change.flags)
        return change.flags.seen
          ? t('{{count}} messages marked as read', { count })
          : t('{{count}} messages marked as unread', { count });
      return change.flags.flagged
        ? t('{{count}} messages flagged', { count })
        : t('{{count}} flags removed', { count });
    case 'move':
      return t('{{count}} messages moved to {{folder}}', { count, folder: folderName(change.target, t) });
    case 'label':
      return change.add
        ? t('Label “{{label}}” added to {{count}} messages', { label: change.label.name, count })
        : t('Label “{{label}}” removed from {{count}} messages', { label: change.label.name, count });
    case 'snooze':
      return change.until === null
        ? t('{{count}} messages no longer snoozed', { count })
        : t('{{count}} messages snoozed until {{time}}', { count, time: returnText(format, change.until) });
    case 'file':
      return {
        archive: t('{{count}} messages archived', { count }),
        spam: t('{{count}} messages moved to junk', { count }),
        notSpam: t('{{count}} messages moved to the inbox', { count }),
      }[change.as];
    case 'remove':
      return t('{{count}} messages moved to the trash', { count });
  }
}
