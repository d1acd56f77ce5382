import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { RecordFormField } from '../../../common';
import { useHost } from '../../host/context';
import { useT } from '../../locale';

interface Props {
  field: RecordFormField;
  value: unknown;
  isMissing: boolean;
  onChange(value: unknown): void;
}

/** A field of a new record. */
export function RecordField({ field, value, isMissing, onChange }: Props) {
  const t = useT();
  const host = useHost();
  const id = `mail-new-record-${field.name}`;
  const title = host.t(field.title);
  const text = typeof value === 'string' ? value : '';
  if (field.kind === 'checkbox')
    return (
      <Form.Item>
        <Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)}>
          {title}
        </Checkbox>
      </Form.Item>
    );
  const input = {
    text: <Input id={id} dir="auto" value={text} onChange={(event) => onChange(event.target.value)} />,
    longText: (
      <Input.TextArea
        id={id}
        dir="auto"
        autoSize={{ minRows: 3, maxRows: 12 }}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    ),
    number: (
      <InputNumber
        id={id}
        style={{ width: '100%' }}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next)}
      />
    ),
    choice: (
      <Select
        id={id}
        allowClear
        value={value as string | number | undefined}
        options={field.options.map((option) => ({ value: option.value, label: host.t(option.label) }))}
        onChange={(next: string | number | undefined) => onChange(next)}
      />
    ),
  }[field.kind];
  return (
    <Form.Item
      label={title}
      htmlFor={id}
      required={field.required}
      validateStatus={isMissing ? 'error' : undefined}
      help={isMissing ? t('This field is required.') : undefined}
    >
      {input}
    </Form.Item>
  );
}
