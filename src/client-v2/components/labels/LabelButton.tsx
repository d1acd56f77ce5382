import { TagOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useT } from '../../locale';
import { LabelDialog } from './LabelDialog';
import type { MessageLabels } from './useMessageLabels';

/** Opens the dialog that labels the open message or conversation. */
export function LabelButton({ labels }: { labels: MessageLabels }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip title={t('Label…')}>
        <Button
          type="text"
          icon={<TagOutlined aria-hidden />}
          aria-label={t('Label…')}
          onClick={() => setOpen(true)}
          data-testid="mail-label"
        />
      </Tooltip>
      <LabelDialog open={open} onClose={() => setOpen(false)} on={labels.on} onToggle={labels.toggle} />
    </>
  );
}
