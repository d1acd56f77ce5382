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
  /** Whether something isn't saved yet. */
  changed: boolean;
  saving: boolean;
  /** Why saving was refused, if no field is to blame. */
  failure: string | undefined;
  /** The typed values as the server expects them. */
  input: ProviderSettingsInput;
  edit(patch: SettingValues): void;
  setEnabled(enabled: boolean): void;
  reset(): void;
  save(): Promise<void>;
}

export interface SettingsFormEvents {
  onSaved(view: ProviderSettingsView): void;
  /** Called when a field is wrong, because it has to be visible to be fixed. */
  onFieldError(field: string): void;
}

/** Holds what is typed into the settings and saves it. */
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
  // A saved view has new initial values: secrets are empty again, texts are trimmed.
  useEffect(reset, [form, view]);

  const edit = (typed: SettingValues) => {
    const patch = datesOfNewSecret(view, values, typed);
    form.setFieldsValue(patch);
    // An error in the old value need not apply to the new one.
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
