import type { Guide, GuideStep, ProviderSettingsView, SettingField } from '../../../common';
import { initialValues, isRequired, type SettingValues } from './settings-form';

/** Name of the section with the overrides, after the steps. */
export const ADVANCED = 'advanced';

/** Name of the step with the button that asks for the consent of the whole organization. */
export const CONSENT = 'consent';

/** A step with the fields to fill in. */
export interface FilledStep {
  step: GuideStep;
  fields: SettingField[];
}

/** Returns the steps with their fields. A required field that no step names goes to the last step. */
export function stepsOf({ guide, fields }: ProviderSettingsView): FilledStep[] {
  const strays = fields.filter((field) => field.required && !isNamed(guide, field));
  return guide.steps.map((step, index) => ({
    step,
    fields: [
      ...step.fields.flatMap((name) => fields.find((field) => field.name === name) ?? []),
      ...(index === guide.steps.length - 1 ? strays : []),
    ],
  }));
}

/**
 * Whether only few people need a step: there is nothing to do at the provider and nothing that must be filled
 * in.
 */
export const isOptional = ({ step, fields }: FilledStep): boolean =>
  !step.copy && !step.link && fields.length > 0 && fields.every(({ required }) => !required);

/**
 * Returns steps with a field that is required by the current choices but empty. Folding them would hide it.
 */
export function lackingSteps(view: ProviderSettingsView, values: SettingValues): string[] {
  const lacks = (field: SettingField) =>
    isRequired(field, values) && !values[field.name] && !(field.name in view.savedSecrets);
  const steps = stepsOf(view).filter(({ fields }) => fields.some(lacks));
  return [...steps.map(({ step }) => step.name), ...(advancedFields(view).some(lacks) ? [ADVANCED] : [])];
}

/** Returns fields that few people need: in no step and not required. */
export function advancedFields({ guide, fields }: ProviderSettingsView): SettingField[] {
  return fields.filter((field) => !field.required && !isNamed(guide, field));
}

const isNamed = (guide: Guide, { name }: SettingField) =>
  guide.steps.some((step) => step.fields.includes(name));

/** Returns the step a field is in, or {@link ADVANCED}. */
export function stepOfField(view: ProviderSettingsView, field: string): string {
  const found = stepsOf(view).find(({ fields }) => fields.some(({ name }) => name === field));
  return found?.step.name ?? ADVANCED;
}

/** Returns the step that shows the redirect URI. */
export function redirectStep({ steps }: Guide): string | null {
  return steps.find(({ copy }) => copy?.some(({ value }) => value.includes(REDIRECT_URI)))?.name ?? null;
}

const REDIRECT_URI = '{redirectUri}';

/** Fills the redirect URI into a value to be copied. */
export const copyText = (value: string, redirectUri: string): string =>
  value.replaceAll(REDIRECT_URI, redirectUri);

/** Groups values by their label, in order. */
export function copyGroups(copy: CopyEntry[]): Array<{ label: string; values: string[] }> {
  const groups = new Map<string, string[]>();
  for (const { label, value } of copy) groups.set(label, [...(groups.get(label) ?? []), value]);
  return [...groups].map(([label, values]) => ({ label, values }));
}

type CopyEntry = NonNullable<GuideStep['copy']>[number];

/** Whether a value to copy is nothing but the redirect URI. */
export const isRedirectUri = (value: string): boolean => value === REDIRECT_URI;

export interface PortalLink {
  label: string;
  /** Null if the link needs a client ID that isn't known yet. */
  url: string | null;
}

/**
 * Returns the link to the admin pages of the chosen cloud; null if the step has none or the cloud is unknown.
 */
export function portalLink(guide: Guide, step: GuideStep, values: SettingValues): PortalLink | null {
  const portal = guide.portals[values[guide.portalField] ?? ''];
  if (!portal || !step.link) return null;
  const { label, path, needsClientId } = step.link;
  const clientId = (values.clientId ?? '').trim();
  if (needsClientId && !isPlain(clientId)) return { label, url: null };
  return { label, url: portal + path.replaceAll('{clientId}', encodeURIComponent(clientId)) };
}

/** A literal ID rather than an environment variable, which only the server knows. */
const isPlain = (clientId: string): boolean => /^[\w-]+$/.test(clientId);

/**
 * A new secret has a new expiry date: the stored date is removed when a secret is typed, and restored when
 * the stored secret is kept after all.
 */
export function datesOfNewSecret(
  view: ProviderSettingsView,
  before: SettingValues,
  typed: SettingValues,
): SettingValues {
  const start = initialValues(view);
  const patch: SettingValues = {};
  for (const { fields } of stepsOf(view)) {
    const secret = fields.find(
      ({ name, kind }) => kind === 'secret' && name in typed && name in view.savedSecrets,
    );
    if (!secret || Boolean(before[secret.name]) === Boolean(typed[secret.name])) continue;
    for (const { name } of fields.filter(({ kind }) => kind === 'date')) {
      if (typed[secret.name] && before[name] === start[name]) patch[name] = '';
      if (!typed[secret.name] && before[name] === '') patch[name] = start[name];
    }
  }
  return patch;
}
