import type { FolderView } from '../../../common';
import type { Translate } from '../../locale';

/**
 * Returns a folder's count. In Drafts every message is the user's own, so the total matters instead of the
 * unread ones.
 */
export function countOf(
  { role, total, unread }: FolderView,
  t: Translate,
): { count: number; countLabel: string } {
  if (role === 'drafts') return { count: total, countLabel: t('{{count}} drafts', { count: total }) };
  const count = role === 'trash' ? 0 : unread;
  return { count, countLabel: t('{{count}} unread', { count }) };
}
