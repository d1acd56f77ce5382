import { ContainerOutlined, MailOutlined, ReadOutlined } from '@ant-design/icons';
import { cx } from '@emotion/css';
import { useT } from '../../../locale';
import type { Swipe } from './useSwipe';

export interface SwipeBackdropProps {
  swipe: Swipe;
  seen: boolean;
  top: number;
}

/** Shows, behind a row that is swiped aside, what letting go will do. The row's menu and the keys do the same. */
export function SwipeBackdrop({ swipe, seen, top }: SwipeBackdropProps) {
  const t = useT();
  // While the row returns, it covers this again.
  const last = swipe.phase === 'returning';
  const archives = swipe.offset < 0;
  const Icon = archives ? ContainerOutlined : seen ? MailOutlined : ReadOutlined;
  const label = archives ? t('Move to the archive') : seen ? t('Mark as unread') : t('Mark as read');
  return (
    <div
      aria-hidden
      className={cx('mail-swipe', archives && 'left', swipe.far && 'far')}
      style={{ transform: `translateY(${top}px)` }}
      data-testid="mail-swipe"
    >
      {swipe.offset !== 0 && !last && (
        <>
          <Icon />
          <span>{label}</span>
        </>
      )}
    </div>
  );
}
