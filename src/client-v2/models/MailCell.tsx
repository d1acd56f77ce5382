import { PaperClipOutlined } from '@ant-design/icons';
import type { TableCellProps } from '../host/models';
import { theme } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { displayName } from '../../common';
import { useT } from '../locale';

/**
 * A cell of the host's table, styled like a mail client: unread messages are bold, and a paper clip marks
 * attachments.
 */
export function mailCell(Cell: ComponentType<TableCellProps>): ComponentType<TableCellProps> {
  return function MailCell(props: TableCellProps) {
    const { token } = theme.useToken();
    const t = useT();
    const { record, dataIndex, style } = props;
    if (!record) return <Cell {...props} />;
    const unread = record.seen === false;
    const weight = unread ? { fontWeight: token.fontWeightStrong } : {};
    // Messages can't be edited, whatever the column's settings say.
    return (
      <Cell {...props} editable={false} style={{ ...style, ...weight, cursor: 'pointer' }}>
        {content(dataIndex, record, t) ?? props.children}
      </Cell>
    );
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const CUT = { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

function content(
  dataIndex: string | undefined,
  record: Record<string, unknown>,
  t: (key: string) => string,
): ReactNode | null {
  switch (dataIndex) {
    case 'fromName':
      return (
        <bdi style={CUT}>
          {displayName({ name: text(record.fromName), address: text(record.fromAddress) })}
        </bdi>
      );
    case 'subject':
      return record.subject ? null : <span style={CUT}>{t('(no subject)')}</span>;
    case 'hasAttachments':
      return record.hasAttachments ? <PaperClipOutlined aria-label={t('Attachments')} /> : <span />;
    default:
      return null;
  }
}
