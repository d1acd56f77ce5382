import { ReloadOutlined } from '@ant-design/icons';
import { Flex, theme } from 'antd';
import { prefersLessMotion, PULL } from './gestures';
import type { Pull } from './usePullToRefresh';

/** Appears above a list that is pulled down. The result is shown in the same message as for the button. */
export function PullIndicator({ pulled, held, refreshing }: Pull) {
  const { token } = theme.useToken();
  const calm = prefersLessMotion();
  const enough = pulled >= PULL.enough;
  return (
    <Flex
      aria-hidden
      align="center"
      justify="center"
      style={{
        height: pulled,
        overflow: 'hidden',
        color: enough ? token.colorPrimary : token.colorTextSecondary,
        fontSize: token.fontSizeHeading4,
        transition: held || calm ? undefined : 'height 160ms',
      }}
      data-testid="mail-pull"
    >
      <ReloadOutlined
        spin={refreshing && !calm}
        rotate={refreshing || calm ? undefined : Math.round((pulled / PULL.enough) * 270)}
      />
    </Flex>
  );
}
