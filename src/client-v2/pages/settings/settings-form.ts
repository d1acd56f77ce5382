import type { ProviderSettingsInput, ProviderSettingsView, SettingField } from '../../../common';

/** Values of the form, by field name. A secret starts empty: what is stored never comes to a browser. */
export type SettingValues = Record<string, string>;

/** What the form starts with. */
export function initialValues(view: ProviderSettingsView): SettingValues {
  return Object.fromEntries(
    view.fields.map((field) => [
      field.name,
      field.kind === 'secret' ? '' : (view.values[field.name] ?? field.defaultValue ?? ''),
    ]),
  );
}

/** Whether a field must be filled in, as things are chosen at the moment. */
export function isRequired({ required, requiredWhen }: SettingField, values: SettingValues): boolean {
  return required || (requiredWhen !== undefined && values[requiredWhen.field] === requiredWhen.value);
}

/** Whether the overrides must be seen: one of them is needed or set. */
export function needsAdvanced(fields: SettingField[], values: SettingValues): boolean {
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

/** What to send. An empty secret is left out, which keeps the stored one. */
export function settingsInput(
  view: ProviderSettingsView,
  enabled: boolean,
  values: SettingValues,
): ProviderSettingsInput {
  const entries = view.fields
    .map(({ name, kind }) => ({ name, kind, value: (values[name] ?? '').trim() }))
    .filter(({ kind, value }) => kind !== 'secret' || value !== '')
    .map(({ name, value }) => [name, value] as const);
  return { name: view.name, enabled, values: Object.fromEntries(entries) };
}

/** The field a refusal is about: the one it names, or that of its code (`invalid-client-id` → `clientId`). */
export function fieldOfError(error: { code: string; field?: string }, fields: SettingField[]): string | null {
  const known = (name: string) => fields.some((field) => field.name === name);
  if (error.field && known(error.field)) return error.field;
  const match = /^invalid-(.+)$/.exec(error.code);
  const name = match?.[1].replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return name !== undefined && known(name) ? name : null;
}
