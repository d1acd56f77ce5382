import type { ProviderSettingsView } from '../../../common';
import { useT } from '../../locale';
import { useGrantedText } from './ConsentPanel';
import { CONSENT, isRedirectUri, type FilledStep } from './guide';
import { useStoredSecretText } from './SecretInput';
import { isShown, type SettingValues } from './settings-form';

/** Returns the text of a folded step: the values filled in there, or the value to be copied from it. */
export function useStepSummary(
  view: ProviderSettingsView,
  values: SettingValues,
): (step: FilledStep) => string | undefined {
  const t = useT();
  const granted = useGrantedText(view);
  const secretText = useStoredSecretText();
  return ({ step, fields }) => {
    const texts = fields
      .filter((field) => isShown(field, values))
      .map((field) => {
        const value = values[field.name] ?? '';
        if (field.kind === 'select')
          return t(field.options?.find((option) => option.value === value)?.label ?? value);
        if (field.kind !== 'secret') return field.kind === 'date' ? '' : value;
        const savedAt = view.savedSecrets[field.name];
        return savedAt === undefined ? '' : secretText({ savedAt, ...view.secretExpiry });
      });
    if (fields.length === 0) {
      texts.push(step.copy?.some(({ value }) => isRedirectUri(value)) ? view.redirectUri : '');
      texts.push(step.name === CONSENT ? (granted ?? '') : '');
    }
    return texts.filter(Boolean).join(' · ') || undefined;
  };
}
