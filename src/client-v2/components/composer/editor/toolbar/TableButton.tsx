import { TableOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/react';
import { Dropdown, Flex, Popover, theme } from 'antd';
import { useState } from 'react';
import { useT } from '../../../../locale';
import { insertTable } from '../mail-table';
import { moveInGrid } from './grid-keys';
import { ToolButton } from './ToolButton';

const MOST_ROWS = 6;
const MOST_COLUMNS = 6;
const steps = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Inserts a table; inside one, changes its rows and columns. */
export function TableButton({ editor, inTable }: { editor: Editor; inTable: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const button = (
    <ToolButton
      name="table"
      label={t('Table')}
      icon={<TableOutlined />}
      active={inTable}
      quiet={open}
      aria-haspopup={inTable ? 'menu' : 'dialog'}
      aria-expanded={open}
    />
  );
  if (!inTable) {
    const insert = (rows: number, columns: number) => {
      setOpen(false);
      insertTable(editor, rows, columns);
    };
    return (
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        content={<SizeGrid onChoose={insert} />}
        destroyTooltipOnHide
      >
        {button}
      </Popover>
    );
  }
  const chain = () => editor.chain().focus();
  const changes: Record<string, () => void> = {
    rowAbove: () => chain().addRowBefore().run(),
    rowBelow: () => chain().addRowAfter().run(),
    columnBefore: () => chain().addColumnBefore().run(),
    columnAfter: () => chain().addColumnAfter().run(),
    headerRow: () => chain().toggleHeaderRow().run(),
    merge: () => chain().mergeOrSplit().run(),
    deleteRow: () => chain().deleteRow().run(),
    deleteColumn: () => chain().deleteColumn().run(),
    deleteTable: () => chain().deleteTable().run(),
  };
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      open={open}
      onOpenChange={setOpen}
      menu={{
        onClick: ({ key }) => {
          setOpen(false);
          changes[key]?.();
        },
        items: [
          { key: 'rowAbove', label: t('Insert row above') },
          { key: 'rowBelow', label: t('Insert row below') },
          { key: 'columnBefore', label: t('Insert column before') },
          { key: 'columnAfter', label: t('Insert column after') },
          { type: 'divider' },
          { key: 'headerRow', label: t('Header row') },
          { key: 'merge', label: t('Merge or split cells'), disabled: !editor.can().mergeOrSplit() },
          { type: 'divider' },
          { key: 'deleteRow', label: t('Delete row') },
          { key: 'deleteColumn', label: t('Delete column') },
          { key: 'deleteTable', label: t('Delete table'), danger: true },
        ],
      }}
    >
      {button}
    </Dropdown>
  );
}

/** Shows a small table, in which one chooses the last cell. */
function SizeGrid({ onChoose }: { onChoose(rows: number, columns: number): void }) {
  const t = useT();
  const { token } = theme.useToken();
  const [[rows, columns], setSize] = useState<readonly [number, number]>([3, 3]);
  return (
    <Flex vertical gap={token.marginXXS} align="center">
      <div
        role="group"
        aria-label={t('Size of the table')}
        style={{ display: 'grid', gridTemplateColumns: `repeat(${MOST_COLUMNS}, 24px)`, gap: 2 }}
        onKeyDown={(event) => moveInGrid(event, MOST_COLUMNS)}
      >
        {steps(MOST_ROWS).flatMap((row) =>
          steps(MOST_COLUMNS).map((column) => {
            const isInside = row <= rows && column <= columns;
            return (
              <button
                key={`${row} ${column}`}
                type="button"
                aria-label={t('{{rows}} rows, {{columns}} columns', { rows: row, columns: column })}
                autoFocus={row === 3 && column === 3}
                tabIndex={row === rows && column === columns ? 0 : -1}
                onMouseEnter={() => setSize([row, column])}
                onFocus={() => setSize([row, column])}
                onClick={() => onChoose(row, column)}
                style={{
                  ...{ height: 24, padding: 0, cursor: 'pointer', borderRadius: token.borderRadiusXS },
                  border: `1px solid ${isInside ? token.colorPrimary : token.colorBorder}`,
                  background: isInside ? token.colorPrimaryBg : token.colorBgContainer,
                }}
              />
            );
          }),
        )}
      </div>
      <span aria-hidden style={{ color: token.colorTextSecondary }}>
        {rows} × {columns}
      </span>
    </Flex>
  );
}
