import { DatabaseOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import type { Id } from '../../../common';
import { useT } from '../../locale';
import { LinkDialog } from './LinkDialog';

interface Props {
  id: Id;
  /** Whether the message stands for its conversation. */
  whole: boolean;
}

/** Opens the dialog that links the open message or conversation to a record. */
export function LinkButton({ id, whole }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip title={t('Link to record…')}>
        <Button
          className="mail-link"
          type="text"
          icon={<DatabaseOutlined aria-hidden />}
          aria-label={t('Link to record…')}
          onClick={() => setOpen(true)}
          data-testid="mail-link"
        />
      </Tooltip>
      <LinkDialog about={open ? { ids: [id], whole } : null} onClose={() => setOpen(false)} />
    </>
  );
}
