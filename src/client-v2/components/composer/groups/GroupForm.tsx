import { Alert, Button, Flex, Form, Input, theme } from 'antd';
import { useState } from 'react';
import { LONGEST_GROUP_NAME, type GroupInput, type Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';
import { groupText, membersIn } from './group-text';

interface Values {
  name: string;
  text: string;
}

interface Props {
  /** Null for a new one. */
  id: Id | null;
  group: GroupInput;
  onChanged(): void;
  onCancel(): void;
  onSaved(): void;
}

/** The name and the people of a group. */
export function GroupForm({ id, group, onChanged, onCancel, onSaved }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string>();
  const save = async ({ name, text }: Values) => {
    setSaving(true);
    setFailure(undefined);
    try {
      await api.saveGroup(id, { name: name.trim(), members: membersIn(text).members });
      onSaved();
    } catch (error) {
      setFailure(errorText(error));
      setSaving(false);
    }
  };
  const checkMembers = (_rule: unknown, text: string) => {
    const { members, wrong } = membersIn(text);
    if (members.length === 0) return Promise.reject(new Error(t('Enter at least one address.')));
    if (wrong.length > 0)
      return Promise.reject(
        new Error(t('Not a valid address: {{addresses}}', { addresses: wrong.join(', ') })),
      );
    return Promise.resolve();
  };
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: group.name, text: groupText(group.members) }}
      onValuesChange={onChanged}
      onFinish={(values) => void save(values)}
      data-testid="mail-group-form"
    >
      <Form.Item
        name="name"
        label={t('Group name')}
        rules={[{ required: true, whitespace: true, message: t('Enter a name.') }]}
        validateTrigger="onSubmit"
      >
        <Input autoFocus maxLength={LONGEST_GROUP_NAME} dir="auto" />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('People, one on each line')}
        rules={[{ validator: checkMembers }]}
        validateTrigger="onSubmit"
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} spellCheck={false} />
      </Form.Item>
      {failure && <Alert type="error" showIcon message={failure} style={{ marginBottom: token.margin }} />}
      <Flex gap={token.marginXS} justify="end">
        <Button onClick={onCancel}>{t('Cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={saving}>
          {t('Save')}
        </Button>
      </Flex>
    </Form>
  );
}
