import {
  CloseOutlined,
  ExpandAltOutlined,
  ExportOutlined,
  MinusOutlined,
  ShrinkOutlined,
} from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useT } from '../../locale';
import { TITLE_HEIGHT } from './dock-layout';
import type { SourceKind } from './draft';
import type { DraftHead } from './useDraftHead';

/** State and actions of the window around a composer. */
export interface WindowControls {
  /** Whether it's below the message that it answers. */
  inline: boolean;
  minimised: boolean;
  expanded: boolean;
  /** False on narrow screens, where the composer already fills the screen. */
  canExpand: boolean;
  onMinimise(): void;
  onExpand(): void;
  onPopOut(): void;
  onTitle(title: string): void;
}

const TITLES: Record<SourceKind, string> = { reply: 'Reply', replyAll: 'Reply all', forward: 'Forward' };

/** The composer's title bar: the subject and the window's buttons. */
export function ComposerTitle(props: {
  draft: DraftHead | null;
  source?: SourceKind;
  controls?: WindowControls;
  onClose(): void;
}) {
  const { draft, source, controls, onClose } = props;
  const { token } = theme.useToken();
  const t = useT();
  const title = draft?.subject.trim() || (source ? t(TITLES[source]) : t('New mail'));
  const onTitle = controls?.onTitle;
  useEffect(() => onTitle?.(title), [onTitle, title]);
  return (
    <Flex
      align="center"
      gap={token.marginXXS}
      style={{
        flex: 'none',
        height: TITLE_HEIGHT,
        padding: `${token.paddingXXS}px ${token.paddingXS}px ${token.paddingXXS}px ${token.padding}px`,
        background: token.colorFillTertiary,
        borderBottom: `1px solid ${token.colorBorderSecondary}`,
      }}
    >
      <Typography.Text
        strong
        ellipsis
        style={{ flex: 1, minWidth: 0, cursor: controls?.minimised ? 'pointer' : undefined }}
        onClick={controls?.minimised ? controls.onMinimise : undefined}
      >
        <bdi>{title}</bdi>
      </Typography.Text>
      {controls?.inline && (
        <WindowButton label={t('Open in a window')} icon={<ExportOutlined />} onClick={controls.onPopOut} />
      )}
      {controls && !controls.inline && (
        <WindowButton
          label={controls.minimised ? t('Restore') : t('Minimize')}
          icon={controls.minimised ? <ExpandAltOutlined /> : <MinusOutlined />}
          onClick={controls.onMinimise}
        />
      )}
      {controls?.canExpand && !controls.minimised && (
        <WindowButton
          label={controls.expanded ? t('Smaller') : t('Larger')}
          icon={controls.expanded ? <ShrinkOutlined /> : <ExpandAltOutlined />}
          onClick={controls.onExpand}
        />
      )}
      <WindowButton label={t('Close')} icon={<CloseOutlined />} onClick={onClose} />
    </Flex>
  );
}

const WindowButton = ({ label, icon, onClick }: { label: string; icon: ReactNode; onClick(): void }) => (
  <Button type="text" size="small" icon={icon} aria-label={label} title={label} onClick={onClick} />
);
