import { Form, Input, Select } from 'antd';
import type { SettingField } from '../../../common';
import { useT } from '../../locale';
import { SecretInput } from './SecretInput';

export interface SettingFieldItemProps {
  field: SettingField;
  required: boolean;
  /** When a stored secret was saved. */
  savedAt?: string;
}

/** One field of a provider's settings, by its description. */
export function SettingFieldItem({ field, required, savedAt }: SettingFieldItemProps) {
  const t = useT();
  const placeholder = field.placeholder && t(field.placeholder);
  return (
    <Form.Item
      name={field.name}
      label={t(field.title)}
      extra={field.description && t(field.description)}
      required={required}
      rules={[
        {
          required: required && !savedAt,
          whitespace: true,
          message: t('Please fill in this field'),
        },
      ]}
      validateTrigger="onSubmit"
    >
      {control(field, t, placeholder, savedAt)}
    </Form.Item>
  );
}

function control(field: SettingField, t: (key: string) => string, placeholder?: string, savedAt?: string) {
  switch (field.kind) {
    case 'secret':
      return <SecretInput savedAt={savedAt} placeholder={placeholder} />;
    case 'select':
      return <Select options={field.options?.map(({ value, label }) => ({ value, label: t(label) }))} />;
    case 'text':
      return <Input placeholder={placeholder} autoComplete="off" spellCheck={false} />;
  }
}
