import { Checkbox, Form, Radio } from 'antd';
import type { VariableInput } from '../host/workflows';
import { useT } from '../locale';

/** The text of a message, and what happens if it can't be sent. */
export function BodyFields({ Input }: { Input: VariableInput }) {
  const t = useT();
  return (
    <>
      <Form.Item name={['config', 'format']} label={t('Format')}>
        <Radio.Group
          options={[
            { value: 'text', label: t('Plain text') },
            { value: 'html', label: t('HTML') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name={['config', 'body']}
        label={t('Text')}
        extra={t('Values of variables are inserted as text, never as HTML.')}
      >
        <Input autoSize={{ minRows: 6, maxRows: 20 }} />
      </Form.Item>
      <GoOnField />
    </>
  );
}

/** Whether the workflow continues after a failure. */
export function GoOnField() {
  const t = useT();
  return (
    <Form.Item name={['config', 'ignoreFail']} valuePropName="checked">
      <Checkbox>{t('Continue even if this fails')}</Checkbox>
    </Form.Item>
  );
}
