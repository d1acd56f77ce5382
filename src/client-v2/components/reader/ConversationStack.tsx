import { UnorderedListOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment, useState, type ReactNode } from 'react';
import type { MessageRow } from '../../api';
import { useT } from '../../locale';
import { stackOf } from './conversation-messages';

export interface ConversationStackProps {
  messages: readonly MessageRow[];
  isOpen(row: MessageRow): boolean;
  children(row: MessageRow): ReactNode;
}

/** A conversation's messages below one another. Long runs of folded ones are a single line until opened. */
export function ConversationStack({ messages, isOpen, children }: ConversationStackProps) {
  const t = useT();
  const [all, setAll] = useState(false);
  const items = all ? messages.map((row) => ({ kind: 'message' as const, row })) : stackOf(messages, isOpen);
  return (
    <div role="list">
      {items.map((item) =>
        item.kind === 'message' ? (
          <Fragment key={String(item.row.id)}>{children(item.row)}</Fragment>
        ) : (
          <div key={`folded ${item.rows[0].id}`} role="listitem">
            <Button
              block
              type="dashed"
              icon={<UnorderedListOutlined />}
              onClick={() => setAll(true)}
              style={{ marginBlock: 8 }}
              data-testid="mail-conversation-more"
            >
              {t('{{count}} more messages', { count: item.rows.length })}
            </Button>
          </div>
        ),
      )}
    </div>
  );
}
