import { Button, Dropdown } from 'antd';
import { useT } from '../../locale';
import type { ComposerWindow } from './composer-store';
import { MORE_WIDTH, TITLE_HEIGHT } from './dock-layout';

/** A menu of the composers that don't fit next to the others, by title. */
export function MoreComposers(props: { windows: ComposerWindow[]; onOpen(key: string): void }) {
  const { windows, onOpen } = props;
  const t = useT();
  return (
    <Dropdown
      trigger={['click']}
      placement="topRight"
      menu={{
        items: windows.map(({ key, title }) => ({ key, label: <bdi>{title || t('New mail')}</bdi> })),
        onClick: ({ key }) => onOpen(key),
        style: { maxWidth: 300, maxHeight: '50vh', overflowY: 'auto' },
      }}
    >
      <Button
        style={{ width: MORE_WIDTH, height: TITLE_HEIGHT, borderEndStartRadius: 0, borderEndEndRadius: 0 }}
        aria-label={t('{{count}} more open', { count: windows.length })}
        title={t('{{count}} more open', { count: windows.length })}
        data-testid="mail-more-composers"
      >
        +{windows.length}
      </Button>
    </Dropdown>
  );
}
