import { Modal, theme } from 'antd';
import { useSyncExternalStore } from 'react';
import { useHost } from '../../host/context';
import { useT } from '../../locale';
import { MAIL_PATH } from '../../paths';
import { openMessageWindow } from '../reader/open-message-window';
import CampaignPage from './CampaignPage';
import { campaignStore, closeCampaign } from './campaign-store';
import { NewCampaign } from './NewCampaign';

/** Shows a bulk email over the page, which stays as it is. ComposerProvider mounts it once. */
export default function CampaignHost() {
  const t = useT();
  const open = useSyncExternalStore(campaignStore.subscribe, campaignStore.get);
  const { token } = theme.useToken();
  const { app } = useHost();
  // The host's router may be below, so it isn't asked for the address.
  const base = app.router?.getBasename?.() ?? app.getPublicPath();
  const mail = base.replace(/\/$/, '') + MAIL_PATH;
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
          onOpenMessage={(_folder, message) => openMessageWindow(mail, message)}
          onGone={closeCampaign}
        />
      )}
    </Modal>
  );
}
