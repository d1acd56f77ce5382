import { Alert, Flex, Tag, Typography } from 'antd';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useReason, useT } from '../../locale';
import { ranked, sum } from './overview';

/**
 * How many of an account's messages couldn't be read, and why. Reveals nothing about the messages themselves.
 */
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
              <SecondaryText>{reason(code)}</SecondaryText>
            </div>
          ))}
        </Flex>
      }
      data-testid="mail-admin-set-aside"
    />
  );
}
