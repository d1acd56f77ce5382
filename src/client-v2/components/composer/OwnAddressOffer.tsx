import { Flex, theme } from 'antd';
import { useState } from 'react';
import type { MailAddress } from '../../../common';
import { useErrorText, useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { SecondaryText } from '../shared/SecondaryText';
import { ToneText } from '../shared/ToneText';

/** Asks whether an address the original was sent to is the user's own. If so, the reply is sent from it. */
export function OwnAddressOffer(props: {
  addresses: MailAddress[];
  onOwn(entry: MailAddress): Promise<void>;
}) {
  const { addresses, onOwn } = props;
  const { token } = theme.useToken();
  const t = useT();
  const errorText = useErrorText();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (addresses.length === 0) return null;
  const choose = async (entry: MailAddress) => {
    setBusy(entry.address);
    setProblem(null);
    try {
      await onOwn(entry);
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <Flex
      wrap
      align="center"
      gap={`0 ${token.marginXS}px`}
      style={{ padding: `${token.paddingXXS}px ${token.padding}px` }}
      data-testid="mail-own-address"
    >
      <SecondaryText>{t('None of your addresses is among its recipients.')}</SecondaryText>
      {addresses.map((entry) => (
        <LinkStyleButton
          key={entry.address}
          size="small"
          loading={busy === entry.address}
          disabled={busy !== null}
          onClick={() => void choose(entry)}
          style={{ paddingInline: 0 }}
        >
          {t('{{address}} is me', { address: entry.address })}
        </LinkStyleButton>
      ))}
      {problem && <ToneText tone="danger">{problem}</ToneText>}
    </Flex>
  );
}
