import { CloseOutlined, ExclamationCircleFilled, InfoCircleOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, theme, Tooltip } from 'antd';
import { useState } from 'react';
import type { Caution, CautionReason, Id } from '../../../common';
import { useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { SecondaryText } from '../shared/SecondaryText';
import { dismissedCautions } from './dismissed-cautions';
import { useCautionText } from './useCautionText';

/** These can't be dismissed, so that everyone who replies or pays after all has seen them. */
const STRONG: readonly CautionReason[] = ['failed-authentication', 'look-alike', 'disguised-domain'];
const isStrong = ({ reason }: Caution): boolean => STRONG.includes(reason);

/** What a reader should know about a message's sender, one line each. */
export function CautionLines({ messageId, cautions }: { messageId: Id; cautions: readonly Caution[] }) {
  const { token } = theme.useToken();
  const t = useT();
  const [dismissed, setDismissed] = useState(() => dismissedCautions.has(messageId));
  const shown = dismissed ? cautions.filter(isStrong) : cautions;
  if (shown.length === 0) return null;
  const box = css`
    display: flex;
    gap: ${token.marginXS}px;
    align-items: flex-start;
    padding: ${token.paddingXS}px ${token.paddingSM}px;
    border-radius: ${token.borderRadiusLG}px;
    background: ${shown.some(isStrong) ? token.colorWarningBg : token.colorFillQuaternary};
    & ul {
      flex: 1;
      display: grid;
      gap: ${token.marginXXS}px;
      min-width: 0;
      margin: 0;
      padding: 0;
      list-style: none;
    }
  `;
  const dismiss = () => {
    dismissedCautions.add(messageId);
    setDismissed(true);
  };
  return (
    <section className={box} aria-label={t('About the sender')} data-testid="mail-cautions">
      <ul>
        {shown.map((caution) => (
          <CautionLine key={caution.reason} caution={caution} />
        ))}
      </ul>
      {!shown.every(isStrong) && (
        <Tooltip title={t('Dismiss')}>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('Dismiss')}
            onClick={dismiss}
          />
        </Tooltip>
      )}
    </section>
  );
}

function CautionLine({ caution }: { caution: Caution }) {
  const { token } = theme.useToken();
  const t = useT();
  const [open, setOpen] = useState(false);
  const { line, why } = useCautionText(caution);
  const strong = isStrong(caution);
  const Icon = strong ? ExclamationCircleFilled : InfoCircleOutlined;
  return (
    <li>
      <Flex gap={token.marginXS} align="flex-start">
        <Icon
          aria-hidden
          style={{
            height: token.fontSize * token.lineHeight,
            color: strong ? token.colorWarning : token.colorTextSecondary,
          }}
        />
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {line}{' '}
          <LinkStyleButton
            size="small"
            style={{
              padding: 0,
              height: 'auto',
              color: token.colorTextSecondary,
              textDecoration: 'underline',
            }}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t('Why?')}
          </LinkStyleButton>
          {open && <SecondaryText style={{ display: 'block' }}>{why}</SecondaryText>}
        </div>
      </Flex>
    </li>
  );
}
