import { App, Button, Flex, theme } from 'antd';
import { useState } from 'react';
import type { CampaignView, Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';
import { useRemovalQuestion } from '../../shared/useRemovalQuestion';
import { AddRecipients } from './AddRecipients';
import { RecipientList } from './RecipientList';

interface Props {
  campaign: CampaignView;
  onChanged(): void;
}

/** Who gets a bulk email that is being written. */
export function RecipientsStep({ campaign, onChanged }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const { token } = theme.useToken();
  const ask = useRemovalQuestion();
  const [removing, setRemoving] = useState(false);
  const { id, counts } = campaign;
  const remove = async (recipient: Id) => {
    setRemoving(true);
    try {
      await api.removeRecipients(id, { ids: [recipient] });
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setRemoving(false);
    }
    onChanged();
  };
  const removeAll = () =>
    ask({
      title: t('Remove all recipients?'),
      okText: t('Remove all'),
      remove: () => api.removeRecipients(id, { all: true }).then(onChanged),
    });
  return (
    <Flex vertical gap={token.margin}>
      <AddRecipients campaign={campaign} onAdded={onChanged} />
      {counts.total + counts.leftOut > 0 && (
        <>
          <RecipientList
            campaign={campaign}
            removing={removing}
            onRemove={(recipient) => void remove(recipient)}
          />
          <div>
            <Button onClick={removeAll} data-testid="mail-bulk-remove-all">
              {t('Remove all')}
            </Button>
          </div>
        </>
      )}
    </Flex>
  );
}
