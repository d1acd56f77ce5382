import { Alert, Button, Flex, Form, Input, theme } from 'antd';
import { useState } from 'react';
import { useMailApi } from '../../api';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useErrorText, useT } from '../../locale';
import { suppressionsIn } from './suppressions-in';

/** A field for addresses and domains that shall get no bulk email. */
export function AddSuppressions({ onAdded }: { onAdded(): void }) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const [form] = Form.useForm<{ text: string }>();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string>();
  const add = async ({ text }: { text: string }) => {
    setSaving(true);
    setFailure(undefined);
    try {
      await api.addSuppressions(suppressionsIn(text).entries);
      form.resetFields();
      onAdded();
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setSaving(false);
    }
  };
  const check = (_rule: unknown, text = '') => {
    const { entries, wrong } = suppressionsIn(text);
    if (wrong.length > 0)
      return Promise.reject(
        new Error(t('Not a valid address: {{addresses}}', { addresses: wrong.join(', ') })),
      );
    return entries.length > 0
      ? Promise.resolve()
      : Promise.reject(new Error(t('Enter at least one address.')));
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void add(values)}>
      <Form.Item
        name="text"
        label={t('Add addresses')}
        extra={
          <SecondaryText>{t('For a whole domain, enter it with an @ in front: @example.com')}</SecondaryText>
        }
        rules={[{ validator: check }]}
        validateTrigger="onSubmit"
        style={{ marginBottom: token.marginXS }}
      >
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} spellCheck={false} />
      </Form.Item>
      <Flex vertical gap={token.marginXS} align="start">
        {failure && <Alert showIcon type="error" role="alert" message={failure} />}
        <Button htmlType="submit" loading={saving} data-testid="mail-suppressions-add">
          {t('Add')}
        </Button>
      </Flex>
    </Form>
  );
}
