import { Modal, theme } from 'antd';
import { useSyncExternalStore } from 'react';
import { useT } from '../../locale';
import { useMessageWindow } from '../reader/useMessageWindow';
import CampaignPage from './CampaignPage';
import { campaignStore, closeCampaign } from './campaign-store';
import { NewCampaign } from './NewCampaign';

/** Shows a bulk email over the page, which stays as it is. ComposerProvider mounts it once. */
export default function CampaignHost() {
  const t = useT();
  const open = useSyncExternalStore(campaignStore.subscribe, campaignStore.get);
  const { token } = theme.useToken();
  const openMessage = useMessageWindow();
  return (
    <Modal
      open={open !== null}
      title={t('Bulk email')}
      width={920}
      footer={null}
      styles={{ body: { paddingTop: token.paddingXS } }}
      // A click beside it is easily made while writing.
      maskClosable={false}
      onCancel={closeCampaign}
      destroyOnHidden
      data-testid="mail-bulk-dialog"
    >
      {open && 'recipients' in open && <NewCampaign recipients={open.recipients} />}
      {open && 'id' in open && (
        <CampaignPage
          key={String(open.id)}
          id={open.id}
          onOpenMessage={(_folder, message) => openMessage(message)}
          onGone={closeCampaign}
        />
      )}
    </Modal>
  );
}
