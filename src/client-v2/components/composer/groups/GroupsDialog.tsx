import { Modal } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { GroupInput, GroupView, MailAddress } from '../../../../common';
import { useAnswers } from '../../../answers';
import { useMailApi } from '../../../api';
import { useT } from '../../../locale';
import { useDiscardQuestion } from '../../shared/useDiscardQuestion';
import { GroupForm } from './GroupForm';
import { GroupList } from './GroupList';

interface Props {
  /** People of a new group to begin with; the dialog closes when it's stored. */
  members?: MailAddress[];
  onClose(): void;
}

const NEW: GroupInput = { name: '', members: [] };

/** All groups of the user's, or the one being edited. */
export function GroupsDialog({ members, onClose }: Props) {
  const t = useT();
  const api = useMailApi();
  const answers = useAnswers('groups');
  const ask = useDiscardQuestion();
  const [groups, setGroups] = useState<GroupView[]>();
  const [failure, setFailure] = useState<unknown>();
  const [edited, setEdited] = useState<GroupInput | GroupView | null>(members ? { ...NEW, members } : null);
  const [changed, setChanged] = useState(false);
  const load = useCallback(() => {
    setFailure(undefined);
    void answers.take(() => api.groups(), setGroups, { fail: setFailure });
  }, [answers, api]);
  useEffect(() => {
    if (!members) load();
  }, [load, members]);
  const leaveForm = () => {
    if (members) return onClose();
    setChanged(false);
    setEdited(null);
  };
  const leave = () => (changed ? ask(leaveForm) : leaveForm());
  const isNew = edited !== null && !('id' in edited);
  return (
    <Modal
      open
      title={edited === null ? t('Groups') : isNew ? t('New group') : t('Edit group')}
      footer={null}
      onCancel={edited === null ? onClose : leave}
      destroyOnHidden
      data-testid="mail-groups"
    >
      {edited === null ? (
        <GroupList
          groups={groups}
          failure={failure}
          reload={load}
          onEdit={(group) => setEdited(group ?? NEW)}
        />
      ) : (
        <GroupForm
          id={'id' in edited ? edited.id : null}
          group={edited}
          onChanged={() => setChanged(true)}
          onCancel={leave}
          onSaved={() => {
            leaveForm();
            if (!members) load();
          }}
        />
      )}
    </Modal>
  );
}
