import { Alert, Flex, Tag, Typography } from 'antd';
import { useReason, useT } from '../../locale';
import { ranked, sum } from './overview';

/** How many mails of an account could not be read, and why; nothing of the mails themselves. */
export function SetAsideSummary({ counts }: { counts: Record<string, number> }) {
  const t = useT();
  const reason = useReason();
  const count = sum(counts);
  if (count === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      message={
        count === 1 ? t('1 mail could not be read') : t('{{count}} mails could not be read', { count })
      }
      description={
        <Flex vertical gap="small">
          {ranked(counts).map(([code, number]) => (
            <div key={code}>
              <Flex wrap gap="0 8px" align="baseline">
                <Typography.Text code>{code}</Typography.Text>
                <Tag style={{ marginInlineEnd: 0 }}>{number}</Tag>
              </Flex>
              <Typography.Text type="secondary">{reason(code)}</Typography.Text>
            </div>
          ))}
        </Flex>
      }
      data-testid="mail-admin-set-aside"
    />
  );
}
