import { Flex, theme, Typography } from 'antd';
import { LinkStyleButton } from '../../components/shared/LinkStyleButton';
import { useLanguage } from '../../components/shared/useLanguage';
import { useT } from '../../locale';
import type { EverythingChoice } from '../data/useEverything';

export interface EverythingBarProps {
  /** Number of rows that are listed and selected. */
  listed: number;
  everything: EverythingChoice;
  onClear(): void;
}

/** Shown below the bar for selected messages, once all listed ones are selected and there are more. */
export function EverythingBar({ listed, everything, onClear }: EverythingBarProps) {
  const t = useT();
  const { token } = theme.useToken();
  const language = useLanguage();
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const { chosen } = everything;
  const count = chosen && number(chosen.count) + (chosen.exact ? '' : '+');
  return (
    <Flex
      wrap
      align="center"
      justify="center"
      gap={`0 ${token.marginXS}px`}
      role="status"
      data-testid="mail-everything"
      style={{
        padding: `${token.paddingXXS}px ${token.paddingXS}px`,
        borderRadius: token.borderRadius,
        background: token.colorFillTertiary,
        fontSize: token.fontSizeSM,
      }}
    >
      <Typography.Text style={{ fontSize: 'inherit' }}>
        {count === null
          ? t('All {{count}} rows shown are selected.', { count: number(listed) })
          : t('All {{count}} messages of this list are selected.', { count })}
      </Typography.Text>
      <LinkStyleButton
        size="small"
        loading={everything.counting}
        onClick={chosen ? onClear : () => void everything.choose()}
        style={{ padding: 0, fontSize: 'inherit' }}
      >
        {chosen ? t('Clear selection') : t('Select all messages of this list')}
      </LinkStyleButton>
    </Flex>
  );
}
