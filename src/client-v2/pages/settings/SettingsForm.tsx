import { css } from '@emotion/css';
import { Alert, Button, Collapse, Flex, Form, Switch, theme, Typography } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { ProviderSettingsView, SettingField } from '../../../common';
import { MailApiError, useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import {
  fieldOfError,
  initialValues,
  isChanged,
  isRequired,
  needsAdvanced,
  settingsInput,
  type SettingValues,
} from './settings-form';
import { SettingFieldItem } from './SettingFieldItem';
import { useUnsavedChanges } from './useUnsavedChanges';

export interface SettingsFormProps {
  view: ProviderSettingsView;
  onSaved(view: ProviderSettingsView): void;
  onEdit(): void;
  /** Shown by the buttons, where one looks after pressing them. */
  notice?: ReactNode;
}

/** The form of any provider, from its fields' descriptions. */
export function SettingsForm({ view, onSaved, onEdit, notice }: SettingsFormProps) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const [form] = Form.useForm<SettingValues>();
  const [values, setValues] = useState(() => initialValues(view));
  const [enabled, setEnabled] = useState(view.enabled);
  const [advancedOpen, setAdvancedOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string>();
  const changed = isChanged(view, enabled, values);
  useUnsavedChanges(changed && !saving);

  const reset = () => {
    form.setFieldsValue(initialValues(view));
    setValues(initialValues(view));
    setEnabled(view.enabled);
    setFailure(undefined);
  };
  // A saved view has other starting values: secrets are empty again, texts trimmed.
  useEffect(reset, [form, view]);

  const refuse = (error: unknown) => {
    const field = error instanceof MailApiError ? fieldOfError(error, view.fields) : null;
    // A refusal that names no field may be about a folded one.
    if (!field) {
      setAdvancedOpen(true);
      return setFailure(errorText(error));
    }
    setAdvancedOpen((open) => open || advanced.some(({ name }) => name === field));
    form.setFields([{ name: field, errors: [errorText(error)] }]);
    form.scrollToField(field, { block: 'center', behavior: 'smooth' });
  };
  const save = async () => {
    setSaving(true);
    setFailure(undefined);
    try {
      onSaved(await api.saveProvider(settingsInput(view, enabled, values)));
    } catch (error) {
      refuse(error);
    } finally {
      setSaving(false);
    }
  };
  const edit = (patch: SettingValues) => {
    setValues((current) => ({ ...current, ...patch }));
    onEdit();
  };

  const advanced = view.fields.filter((field) => !field.required);
  const items = (fields: SettingField[]) =>
    fields.map((field) => (
      <SettingFieldItem
        key={field.name}
        field={field}
        required={isRequired(field, values)}
        savedAt={view.savedSecrets[field.name]}
      />
    ));

  return (
    <Form
      className={css`
        & .ant-form-item-with-help .ant-form-item-explain {
          margin-bottom: ${token.marginSM}px;
        }
      `}
      form={form}
      layout="vertical"
      initialValues={values}
      onValuesChange={edit}
      onFinish={save}
      requiredMark={false}
      disabled={saving}
      scrollToFirstError
    >
      {items(view.fields.filter((field) => field.required))}
      {advanced.length > 0 && (
        <Collapse
          ghost
          activeKey={advancedOpen || needsAdvanced(view.fields, values) ? ['advanced'] : []}
          onChange={(keys) => setAdvancedOpen(keys.length > 0)}
          // Kept in the page while folded, so that its values belong to the form.
          items={[{ key: 'advanced', label: t('Advanced'), children: items(advanced), forceRender: true }]}
          style={{ marginBottom: token.margin, marginInline: -token.padding }}
        />
      )}
      <Flex align="center" gap={token.marginSM} style={{ marginBottom: token.marginLG }}>
        <Switch
          id="mail-provider-enabled"
          checked={enabled}
          onChange={(on) => {
            setEnabled(on);
            onEdit();
          }}
        />
        <label htmlFor="mail-provider-enabled">{t('Users can connect their mailboxes')}</label>
      </Flex>
      {failure && <Alert type="error" showIcon message={failure} style={{ marginBottom: token.margin }} />}
      <Flex align="center" gap="small">
        <Button type="primary" htmlType="submit" loading={saving} disabled={!changed}>
          {t('Save')}
        </Button>
        {changed && <Button onClick={reset}>{t('Discard changes')}</Button>}
        {changed && <Typography.Text type="secondary">{t('Not saved yet')}</Typography.Text>}
      </Flex>
      {notice}
    </Form>
  );
}
