import { SlidersOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { isByDate, type MessageSort } from '../../../common';
import { ChosenMark } from '../../components/shared/ChosenMark';
import { useT } from '../../locale';
import { READING_PANES, type ReadingPane } from '../layout/reading-pane';
import { sortName } from './sorts';
import { DENSITIES, PREVIEW_LINES } from './list-view';
import { useListView } from './useListView';

export interface ViewMenuProps {
  /** Whether messages are grouped by conversation. */
  grouped: boolean;
  onGrouped(on: boolean): void;
  sort: MessageSort;
  /** The sort orders available in the folder. */
  sorts: readonly MessageSort[];
  onSort(sort: MessageSort): void;
  /** Where messages are read; undefined if there is no choice. */
  reading: { pane: ReadingPane; onPane(pane: ReadingPane): void } | undefined;
  onNotifications(): void;
}

/** The list's options: grouping, sort order, density and preview, reading pane, notifications. */
export function ViewMenu(props: ViewMenuProps) {
  const { grouped, onGrouped, sort, sorts, onSort, reading, onNotifications } = props;
  const t = useT();
  const [view, setView] = useListView();
  const densities = { comfortable: t('Comfortable'), compact: t('Compact') };
  const previews = { 0: t('No preview'), 1: t('One line of preview'), 2: t('Two lines of preview') };
  const panes = {
    right: t('Read beside the list'),
    below: t('Read below the list'),
    off: t('Read in place of the list'),
  };
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: 'grouped',
            label: isByDate(sort)
              ? t('Group by conversation')
              : t('Group by conversation (only when sorted by date)'),
            extra: <ChosenMark chosen={grouped && isByDate(sort)} />,
            disabled: !isByDate(sort),
            onClick: () => onGrouped(!grouped),
          },
          { type: 'divider' as const },
          ...sorts.map((each) => ({
            key: each,
            label: sortName(each, t),
            extra: <ChosenMark chosen={each === sort} />,
            onClick: () => onSort(each),
          })),
          { type: 'divider' as const },
          ...DENSITIES.map((density) => ({
            key: density,
            label: densities[density],
            extra: <ChosenMark chosen={density === view.density} />,
            onClick: () => setView({ ...view, density }),
          })),
          { type: 'divider' as const },
          ...PREVIEW_LINES.map((preview) => ({
            key: String(preview),
            label: previews[preview],
            extra: <ChosenMark chosen={preview === view.preview} />,
            onClick: () => setView({ ...view, preview }),
          })),
          ...(reading
            ? [
                { type: 'divider' as const },
                ...READING_PANES.map((pane) => ({
                  key: pane,
                  label: panes[pane],
                  extra: <ChosenMark chosen={pane === reading.pane} />,
                  onClick: () => reading.onPane(pane),
                })),
              ]
            : []),
          { type: 'divider' as const },
          { key: 'notifications', label: t('Notifications…'), onClick: onNotifications },
        ],
      }}
    >
      <Tooltip title={t('View')}>
        <Button type="text" icon={<SlidersOutlined />} aria-label={t('View')} data-testid="mail-view" />
      </Tooltip>
    </Dropdown>
  );
}
