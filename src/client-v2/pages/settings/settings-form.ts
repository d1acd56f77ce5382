import type { ProviderSettingsInput, ProviderSettingsView, SettingField } from '../../../common';

/** The form's values by field name. A secret starts empty, because stored ones never reach a browser. */
export type SettingValues = Record<string, string>;

/** The form's initial values. */
export function initialValues(view: ProviderSettingsView): SettingValues {
  return Object.fromEntries(
    view.fields.map((field) => [
      field.name,
      field.kind === 'secret' ? '' : (view.values[field.name] ?? field.defaultValue ?? ''),
    ]),
  );
}

/** Whether a field is shown, given the current choices. */
export function isShown({ shownWhen }: SettingField, values: SettingValues): boolean {
  return shownWhen === undefined || values[shownWhen.field] === shownWhen.value;
}

/** Whether a field must be filled in, given the current choices. */
export function isRequired(field: SettingField, values: SettingValues): boolean {
  const { required, requiredWhen } = field;
  if (!isShown(field, values)) return false;
  return required || (requiredWhen !== undefined && values[requiredWhen.field] === requiredWhen.value);
}

/** Whether the overrides must be visible because one of them is needed or set. */
export function needsOverride(fields: SettingField[], values: SettingValues): boolean {
  return fields.some(
    (field) => !field.required && (isRequired(field, values) || Boolean(values[field.name])),
  );
}

/** Whether saving would change anything. */
export function isChanged(view: ProviderSettingsView, enabled: boolean, values: SettingValues): boolean {
  const start = initialValues(view);
  return (
    enabled !== view.enabled || view.fields.some(({ name }) => (values[name] ?? '').trim() !== start[name])
  );
}

/** Whether everything required is stored, so that nobody has to go through the guide again. */
export function isSetUp(view: ProviderSettingsView): boolean {
  const values = initialValues(view);
  return view.fields
    .filter((field) => isRequired(field, values))
    .every(({ name, kind }) => (kind === 'secret' ? name in view.savedSecrets : values[name] !== ''));
}

/**
 * Returns what to send: the values of the visible fields. An empty secret is left out, which keeps the stored
 * one.
 */
export function settingsInput(
  view: ProviderSettingsView,
  enabled: boolean,
  values: SettingValues,
): ProviderSettingsInput {
  const entries = view.fields
    .filter((field) => isShown(field, values))
    .map(({ name, kind }) => ({ name, kind, value: (values[name] ?? '').trim() }))
    .filter(({ kind, value }) => kind !== 'secret' || value !== '')
    .map(({ name, value }) => [name, value] as const);
  return { name: view.name, enabled, values: Object.fromEntries(entries) };
}

/**
 * Returns the field a refusal is about: the one it names, or the one in its code (`invalid-client-id` →
 * `clientId`).
 */
export function fieldOfError(error: { code: string; field?: string }, fields: SettingField[]): string | null {
  const known = (name: string) => fields.some((field) => field.name === name);
  if (error.field && known(error.field)) return error.field;
  const match = /^invalid-(.+)$/.exec(error.code);
  const name = match?.[1].replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return name !== undefined && known(name) ? name : null;
}
