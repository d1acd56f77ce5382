import { MenuOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import type { ComponentType, CSSProperties, ReactNode } from 'react';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { ListSkeleton } from '../list/ListSkeleton';
import { ListFailure } from '../list/ListStates';

/** A list that is loaded and kept up to date. */
export interface AsideData {
  loading: boolean;
  failure: unknown;
  reload(): Promise<void>;
}

/** Pixels beyond which lines are hard to read. */
const WIDTH = 860;

interface Props {
  title: string;
  data: AsideData;
  /** What is shown if the list is empty. */
  nothing: { icon: ComponentType<{ style?: CSSProperties }>; text: string };
  /** The list's cards. */
  children: ReactNode[];
  testId: string;
  /** Shown at the end of the head. */
  action?: ReactNode;
  onMenu?: () => void;
}

/** A list of cards in place of a folder's messages. */
export function AsidePane({
  title,
  data,
  nothing: { icon: Icon, text },
  children,
  testId,
  action,
  onMenu,
}: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const content = () => {
    if (data.loading) return <ListSkeleton />;
    if (data.failure && children.length === 0)
      return <ListFailure failure={data.failure} onRetry={() => void data.reload()} />;
    if (children.length === 0)
      return (
        <Flex
          vertical
          align="center"
          justify="center"
          gap="middle"
          style={{ flex: 1, padding: `0 ${token.padding}px 15vh`, textAlign: 'center' }}
        >
          <Icon style={{ fontSize: 40, color: token.colorTextQuaternary }} />
          <SecondaryText>{text}</SecondaryText>
        </Flex>
      );
    return (
      <Flex
        vertical
        gap="middle"
        style={{ padding: `0 ${token.padding}px ${token.padding}px`, overflow: 'auto', maxWidth: WIDTH }}
        data-testid={testId}
      >
        {children}
      </Flex>
    );
  };
  return (
    <Flex vertical style={{ flex: 1, minWidth: 0, overflow: 'hidden', background: token.colorBgContainer }}>
      <Flex
        align="center"
        gap="small"
        style={{
          padding: `${token.paddingSM}px ${token.padding}px ${token.paddingSM}px ${token.paddingSM}px`,
          minHeight: 64,
          maxWidth: WIDTH,
        }}
      >
        {onMenu && <Button type="text" icon={<MenuOutlined />} aria-label={t('Folders')} onClick={onMenu} />}
        <Typography.Title level={5} style={{ margin: 0, paddingInlineStart: token.paddingXS }}>
          {title}
        </Typography.Title>
        {action && <div style={{ marginInlineStart: 'auto' }}>{action}</div>}
      </Flex>
      {content()}
    </Flex>
  );
}
