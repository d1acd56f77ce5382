import { Modal } from 'antd';
import { useT } from '../../locale';
import { LabelFinder, type LabelFinderProps } from './LabelFinder';

interface Props extends LabelFinderProps {
  open: boolean;
  onClose(): void;
}

/** Adds labels to messages and removes them. Stays open, so that several can be chosen. */
export function LabelDialog({ open, onClose, ...finder }: Props) {
  const t = useT();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('Labels')} width={420} destroyOnClose>
      <div data-testid="mail-label-dialog">
        <LabelFinder {...finder} />
      </div>
    </Modal>
  );
}
