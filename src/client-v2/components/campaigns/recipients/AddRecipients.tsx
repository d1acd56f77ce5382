import { Alert, Flex, theme } from 'antd';
import { useState } from 'react';
import {
  LEFT_OUT_REASONS,
  type CampaignView,
  type MailAddress,
  type RecipientsAdded,
} from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT, type Translate } from '../../../locale';
import { AddressInput } from '../../composer/recipients/AddressInput';
import { SecondaryText } from '../../shared/SecondaryText';
import { leftOutCount } from '../campaign-text';
import { pastedRecipients } from './pasted-rows';

interface Props {
  campaign: CampaignView;
  onAdded(): void;
}

/** A field that adds people to a bulk email: typed, chosen, or pasted as a list. */
export function AddRecipients({ campaign, onAdded }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const [waiting, setWaiting] = useState(0);
  const [added, setAdded] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const add = async (addresses: MailAddress[]) => {
    setWaiting((count) => count + 1);
    setFailure(undefined);
    try {
      setAdded(addedText(await api.addRecipients(campaign.id, { addresses }), t));
      onAdded();
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setWaiting((count) => count - 1);
    }
  };
  return (
    <Flex vertical gap={token.marginXXS}>
      <Flex
        align="center"
        gap={token.marginXS}
        style={{
          padding: `${token.paddingXXS}px ${token.paddingSM}px`,
          border: `1px solid ${token.colorBorder}`,
          borderRadius: token.borderRadius,
        }}
      >
        <AddressInput
          field="to"
          accountId={campaign.accountId}
          // Whoever is added appears in the list below.
          value={[]}
          onChange={(addresses) => void add(addresses)}
          onMove={() => undefined}
          onDrag={() => undefined}
          dragged={null}
          onDrop={() => undefined}
          parse={pastedRecipients}
        />
      </Flex>
      <SecondaryText>
        {t('Type a name, an address or a group, or paste a list, for example from a spreadsheet.')}
      </SecondaryText>
      <div role="status" aria-live="polite" data-testid="mail-bulk-added">
        {waiting > 0 ? t('Adding…') : added}
      </div>
      {failure && <Alert showIcon type="error" role="alert" message={failure} />}
    </Flex>
  );
}

/** Returns "12 added · 2 already in the list". */
function addedText({ added, leftOut }: RecipientsAdded, t: Translate): string {
  const reasons = LEFT_OUT_REASONS.flatMap((reason) => {
    const count = leftOut[reason] ?? 0;
    return count > 0 ? [leftOutCount(reason, count, t)] : [];
  });
  return [t('{{count}} added', { count: added }), ...reasons].join(' · ');
}
