import { describe, expect, it } from 'vitest';
import {
  fieldOfError,
  initialValues,
  isChanged,
  isRequired,
  needsAdvanced,
  settingsInput,
} from '../../src/client-v2/pages/settings/settings-form';
import type { ProviderSettingsView } from '../../src/common';

const view: ProviderSettingsView = {
  name: 'microsoft',
  title: 'Outlook',
  enabled: true,
  fields: [
    { name: 'clientId', title: 'ID', kind: 'text', required: true },
    { name: 'clientSecret', title: 'Secret', kind: 'secret', required: true },
    { name: 'cloud', title: 'Cloud', kind: 'select', required: true, defaultValue: 'global' },
    {
      name: 'imapServer',
      title: 'IMAP',
      kind: 'text',
      required: false,
      requiredWhen: { field: 'cloud', value: 'custom' },
    },
  ],
  values: { clientId: 'abc' },
  savedSecrets: { clientSecret: '2026-03-01T10:00:00.000Z' },
  redirectUri: 'https://example.com/api/mailAccounts:callback',
  adminConsentUrl: null,
};
const start = { clientId: 'abc', clientSecret: '', cloud: 'global', imapServer: '' };

describe('the settings form', () => {
  it('starts with what is saved, defaults, and never a secret', () => {
    expect(initialValues({ ...view, values: { ...view.values, clientSecret: 'leaked' } })).toEqual(start);
  });

  it('knows what was changed, spaces aside', () => {
    expect(isChanged(view, true, start)).toBe(false);
    expect(isChanged(view, true, { ...start, clientId: ' abc ' })).toBe(false);
    expect(isChanged(view, false, start)).toBe(true);
    expect(isChanged(view, true, { ...start, clientSecret: 'new' })).toBe(true);
  });

  it('sends an empty override as such, and a secret only when it is new', () => {
    expect(settingsInput(view, true, start).values).toEqual({
      clientId: 'abc',
      cloud: 'global',
      imapServer: '',
    });
    expect(settingsInput(view, false, { ...start, clientSecret: ' s ' })).toMatchObject({
      name: 'microsoft',
      enabled: false,
      values: { clientSecret: 's' },
    });
  });

  it('unfolds the overrides when they are needed or set', () => {
    expect(needsAdvanced(view.fields, start)).toBe(false);
    expect(needsAdvanced(view.fields, { ...start, cloud: 'custom' })).toBe(true);
    expect(needsAdvanced(view.fields, { ...start, imapServer: 'x:993' })).toBe(true);
    expect(isRequired(view.fields[3], start)).toBe(false);
    expect(isRequired(view.fields[3], { ...start, cloud: 'custom' })).toBe(true);
  });

  it('puts a refusal to the field it is about', () => {
    expect(fieldOfError({ code: 'invalid-client-id' }, view.fields)).toBe('clientId');
    expect(fieldOfError({ code: 'invalid-client-secret' }, view.fields)).toBe('clientSecret');
    expect(fieldOfError({ code: 'invalid-server', field: 'imapServer' }, view.fields)).toBe('imapServer');
    expect(fieldOfError({ code: 'invalid-tenant' }, view.fields)).toBeNull();
    expect(fieldOfError({ code: 'forbidden' }, view.fields)).toBeNull();
  });
});
