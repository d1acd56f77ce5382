import { Modal } from 'antd';
import { useState } from 'react';
import type { AccountView, IdentityView } from '../../../common';
import { useDiscardQuestion } from '../../components/shared/useDiscardQuestion';
import { useT } from '../../locale';
import { IdentityForm } from './IdentityForm';
import { IdentityList } from './IdentityList';
import { useIdentities } from './useIdentities';

/** An account's identities, or the one being edited. */
export function IdentitiesDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const t = useT();
  const identities = useIdentities(account.id);
  const [edited, setEdited] = useState<IdentityView | 'new' | null>(null);
  const [changed, setChanged] = useState(false);
  const ask = useDiscardQuestion();
  const leave = (then: () => void) => (changed ? ask(then) : then());
  const toList = () => {
    setChanged(false);
    setEdited(null);
  };
  const title =
    edited === null
      ? t('Identities and signatures')
      : edited === 'new'
        ? t('New identity')
        : t('Identity {{address}}', { address: edited.address });
  return (
    <Modal
      open
      title={title}
      width={680}
      footer={null}
      onCancel={() => leave(edited === null ? onClose : toList)}
      destroyOnHidden
      data-testid="mail-identities"
    >
      {edited === null ? (
        <IdentityList account={account} identities={identities} onEdit={setEdited} />
      ) : (
        <IdentityForm
          account={account}
          identity={edited === 'new' ? null : edited}
          onChanged={setChanged}
          onCancel={() => leave(toList)}
          onSaved={() => {
            toList();
            void identities.reload();
          }}
        />
      )}
    </Modal>
  );
}
