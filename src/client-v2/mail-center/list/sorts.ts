import type { FolderRole, MessageSort } from '../../../common';
import type { Translate } from '../../locale';

/** Whether a folder's rows show recipients instead of the sender. */
export const isOutgoing = (role: FolderRole | undefined): boolean => role === 'sent' || role === 'drafts';

/** The sort orders available in a folder with this role. */
export const sortsOf = (role: FolderRole | undefined): MessageSort[] => [
  'newest',
  'oldest',
  isOutgoing(role) ? 'recipient' : 'sender',
  'subject',
  'size',
];

export const sortName = (sort: MessageSort, t: Translate): string =>
  ({
    newest: t('Newest first'),
    oldest: t('Oldest first'),
    sender: t('By sender'),
    recipient: t('By recipient'),
    subject: t('By subject'),
    size: t('Largest first'),
  })[sort];
