import { Modal } from 'antd';
import type { Id } from '../../../common';
import { useT } from '../../locale';
import { RecordFinder } from './RecordFinder';
import { useLinkMessages } from './useLinkMessages';

/** The messages that are to be linked. */
export interface LinkAbout {
  ids: readonly Id[];
  /** Whether the rest of their conversations in the same folder is included. */
  whole: boolean;
}

interface Props {
  /** Null while the dialog is closed. */
  about: LinkAbout | null;
  onClose(): void;
}

/** Chooses the record that messages are linked to. */
export function LinkDialog({ about, onClose }: Props) {
  const t = useT();
  const link = useLinkMessages();
  return (
    <Modal
      open={about !== null}
      onCancel={onClose}
      footer={null}
      title={t('Link to record')}
      width={460}
      destroyOnClose
    >
      <div data-testid="mail-link-dialog">
        <RecordFinder
          onChoose={(record) => {
            if (!about) return;
            onClose();
            void link({ ...about, record, add: true });
          }}
        />
      </div>
    </Modal>
  );
}
