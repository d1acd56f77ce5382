import { Form, Input, Select } from 'antd';
import type { SettingField } from '../../../common';
import { useT, type Translate } from '../../locale';
import { DateInput } from './DateInput';
import { SecretInput, type StoredSecret } from './SecretInput';

export interface SettingFieldItemProps {
  field: SettingField;
  required: boolean;
  /** What is known about the stored value of a secret. */
  stored?: StoredSecret;
}

/** A field of a provider's settings, built from its description. */
export function SettingFieldItem({ field, required, stored }: SettingFieldItemProps) {
  const t = useT();
  return (
    <Form.Item
      name={field.name}
      label={t(field.title)}
      extra={field.description && t(field.description)}
      required={required}
      rules={[
        {
          required: required && !stored,
          whitespace: true,
          message: t('Please fill in this field'),
        },
      ]}
      validateTrigger="onSubmit"
    >
      {control(field, t, stored)}
    </Form.Item>
  );
}

function control(field: SettingField, t: Translate, stored?: StoredSecret) {
  const placeholder = field.placeholder && t(field.placeholder);
  switch (field.kind) {
    case 'secret':
      return <SecretInput stored={stored} placeholder={placeholder} />;
    case 'select':
      return <Select options={field.options?.map(({ value, label }) => ({ value, label: t(label) }))} />;
    case 'date':
      return <DateInput />;
    case 'text':
      return <Input placeholder={placeholder} autoComplete="off" spellCheck={false} />;
  }
}
