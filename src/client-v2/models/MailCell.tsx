import { PaperClipOutlined } from '@ant-design/icons';
import type { TableCellProps } from '@nocobase/client-v2';
import { theme } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { useT } from '../locale';

/** A cell of the host's table, in the manner of a mail program: unread is bold, a paper clip stands for files. */
export function mailCell(Cell: ComponentType<TableCellProps>): ComponentType<TableCellProps> {
  return function MailCell(props: TableCellProps) {
    const { token } = theme.useToken();
    const t = useT();
    const { record, dataIndex, style } = props;
    if (!record) return <Cell {...props} />;
    const unread = record.seen === false;
    const weight = unread ? { fontWeight: token.fontWeightStrong } : {};
    return (
      <Cell {...props} style={{ ...style, ...weight, cursor: 'pointer' }}>
        {content(dataIndex, record, t) ?? props.children}
      </Cell>
    );
  };
}

const CUT = { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

function content(
  dataIndex: string | undefined,
  record: Record<string, unknown>,
  t: (key: string) => string,
): ReactNode | null {
  switch (dataIndex) {
    case 'fromName':
      return record.fromName ? null : (
        <bdi style={CUT}>{typeof record.fromAddress === 'string' ? record.fromAddress : ''}</bdi>
      );
    case 'subject':
      return record.subject ? null : <span style={CUT}>{t('(no subject)')}</span>;
    case 'hasAttachments':
      return record.hasAttachments ? <PaperClipOutlined aria-label={t('Attachments')} /> : <span />;
    default:
      return null;
  }
}
