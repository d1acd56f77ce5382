import { Form, Radio, Select } from 'antd';
import type { ComponentType } from 'react';
import type { WorkflowParts } from '../host/workflows';
import { useT } from '../locale';
import { GoOnField } from './BodyFields';
import { TriggerConsent } from './ReplyFields';

/** The form of the node "Update email". */
export function updateFields(parts: WorkflowParts): ComponentType {
  return function UpdateFields() {
    const t = useT();
    const keep = { value: null as never, label: t('Leave as it is') };
    return (
      <>
        <TriggerConsent parts={parts} powers={['update']} />
        <Form.Item name={['config', 'seen']} label={t('Mark as')} initialValue={null}>
          <Radio.Group
            options={[keep, { value: true, label: t('Read') }, { value: false, label: t('Unread') }]}
          />
        </Form.Item>
        <Form.Item name={['config', 'flagged']} label={t('Flag')} initialValue={null}>
          <Radio.Group
            options={[keep, { value: true, label: t('Flagged') }, { value: false, label: t('Not flagged') }]}
          />
        </Form.Item>
        <Form.Item name={['config', 'moveTo']} label={t('Move to folder')} initialValue="">
          <Select
            options={[
              { value: '', label: t('Leave where it is') },
              { value: 'inbox', label: t('Inbox') },
              { value: 'archive', label: t('Archive') },
              { value: 'junk', label: t('Junk') },
              { value: 'trash', label: t('Trash') },
            ]}
          />
        </Form.Item>
        <GoOnField />
      </>
    );
  };
}
