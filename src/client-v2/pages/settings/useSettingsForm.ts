import { Form, type FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import type { ProviderSettingsInput, ProviderSettingsView } from '../../../common';
import { MailApiError, useMailApi } from '../../api';
import { useErrorText } from '../../locale';
import { datesOfNewSecret } from './guide';
import { fieldOfError, initialValues, isChanged, settingsInput, type SettingValues } from './settings-form';
import { useUnsavedChanges } from './useUnsavedChanges';

export interface SettingsFormState {
  form: FormInstance<SettingValues>;
  values: SettingValues;
  enabled: boolean;
  /** Something is not saved yet. */
  changed: boolean;
  saving: boolean;
  /** Why saving was refused, where no field is to blame. */
  failure: string | undefined;
  /** What is typed, as the server takes it. */
  input: ProviderSettingsInput;
  edit(patch: SettingValues): void;
  setEnabled(enabled: boolean): void;
  reset(): void;
  save(): Promise<void>;
}

export interface SettingsFormEvents {
  onSaved(view: ProviderSettingsView): void;
  /** A field is wrong: it has to be seen before it can be mended. */
  onFieldError(field: string): void;
}

/** What is typed into the settings, and saving it. */
export function useSettingsForm(view: ProviderSettingsView, events: SettingsFormEvents): SettingsFormState {
  const api = useMailApi();
  const errorText = useErrorText();
  const [form] = Form.useForm<SettingValues>();
  const [values, setValues] = useState(() => initialValues(view));
  const [enabled, setEnabled] = useState(view.enabled);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string>();
  const changed = isChanged(view, enabled, values);
  useUnsavedChanges(changed && !saving);

  const reset = () => {
    form.setFieldsValue(initialValues(view));
    form.setFields(view.fields.map(({ name }) => ({ name, errors: [] })));
    setValues(initialValues(view));
    setEnabled(view.enabled);
    setFailure(undefined);
  };
  // A saved view has other starting values: secrets are empty again, texts trimmed.
  useEffect(reset, [form, view]);

  const edit = (typed: SettingValues) => {
    const patch = datesOfNewSecret(view, values, typed);
    form.setFieldsValue(patch);
    // What was wrong with a value is not known to be wrong with the next one.
    form.setFields(Object.keys(typed).map((name) => ({ name, errors: [] })));
    setValues({ ...values, ...typed, ...patch });
  };
  const refuse = (error: unknown) => {
    const field = error instanceof MailApiError ? fieldOfError(error, view.fields) : null;
    if (!field) return setFailure(errorText(error));
    form.setFields([{ name: field, errors: [errorText(error)] }]);
    events.onFieldError(field);
  };
  const input = settingsInput(view, enabled, values);
  const save = async () => {
    setSaving(true);
    setFailure(undefined);
    try {
      events.onSaved(await api.saveProvider(input));
    } catch (error) {
      refuse(error);
    } finally {
      setSaving(false);
    }
  };
  return { form, values, enabled, changed, saving, failure, input, edit, setEnabled, reset, save };
}
