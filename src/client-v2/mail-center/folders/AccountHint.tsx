import { CopyOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import type { AccountView } from '../../../common';
import { useT } from '../../locale';
import { useCopy } from '../../useCopy';
import { adminCommand } from './account-state';

/** What an administrator should check, and the command that fixes it. */
export function AccountHint({ account, user }: { account: AccountView; user: string }) {
  const t = useT();
  const copy = useCopy();
  const { token } = theme.useToken();
  const found = adminCommand(account, user);
  if (!found) return null;
  return (
    <Flex vertical gap={token.marginXXS} style={{ marginTop: token.marginXXS }}>
      <Typography.Text>{t(found.hint)}</Typography.Text>
      <Flex align="center" gap="small" wrap>
        <Typography.Text
          code
          style={{ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }}
          data-testid="mail-account-command"
        >
          {found.command}
        </Typography.Text>
        <Button size="small" icon={<CopyOutlined />} onClick={() => void copy(found.command)}>
          {t('Copy')}
        </Button>
      </Flex>
    </Flex>
  );
}
