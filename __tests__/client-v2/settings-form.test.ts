import { describe, expect, it } from 'vitest';
import {
  fieldOfError,
  initialValues,
  isChanged,
  isRequired,
  isSetUp,
  isShown,
  needsOverride,
  settingsInput,
} from '../../src/client-v2/pages/settings/settings-form';
import { VIEW } from './settings-view';

const start = {
  cloud: 'global',
  tenantKind: 'one',
  clientId: 'abc',
  tenant: 'contoso.com',
  clientSecret: '',
  expires: '2027-03-01',
  imapServer: '',
  stray: '',
};
const fieldOf = (name: string) => {
  const found = VIEW.fields.find((field) => field.name === name);
  if (!found) throw new Error(name);
  return found;
};

describe('the settings form', () => {
  it('starts with what is saved, defaults, and never a secret', () => {
    expect(initialValues({ ...VIEW, values: { ...VIEW.values, clientSecret: 'leaked' } })).toEqual(start);
  });

  it('knows what was changed, spaces aside', () => {
    expect(isChanged(VIEW, true, start)).toBe(false);
    expect(isChanged(VIEW, true, { ...start, clientId: ' abc ' })).toBe(false);
    expect(isChanged(VIEW, false, start)).toBe(true);
    expect(isChanged(VIEW, true, { ...start, clientSecret: 'new' })).toBe(true);
  });

  it('sends an empty override as such, and a secret only when it is new', () => {
    expect(settingsInput(VIEW, true, start).values).toEqual({
      cloud: 'global',
      tenantKind: 'one',
      clientId: 'abc',
      tenant: 'contoso.com',
      expires: '2027-03-01',
      imapServer: '',
      stray: '',
    });
    expect(settingsInput(VIEW, false, { ...start, clientSecret: ' s ' })).toMatchObject({
      name: 'outlook',
      enabled: false,
      values: { clientSecret: 's' },
    });
  });

  it('neither asks for nor sends a field that another choice hides', () => {
    const several = { ...start, tenantKind: 'many' };
    expect(isShown(fieldOf('tenant'), start)).toBe(true);
    expect(isShown(fieldOf('tenant'), several)).toBe(false);
    expect(isRequired(fieldOf('tenant'), start)).toBe(true);
    expect(isRequired(fieldOf('tenant'), several)).toBe(false);
    expect(settingsInput(VIEW, true, several).values).not.toHaveProperty('tenant');
  });

  it('unfolds the overrides when they are needed or set', () => {
    expect(needsOverride(VIEW.fields.slice(6), start)).toBe(false);
    expect(needsOverride(VIEW.fields.slice(6), { ...start, cloud: 'custom' })).toBe(true);
    expect(needsOverride(VIEW.fields.slice(6), { ...start, imapServer: 'x:993' })).toBe(true);
    expect(isRequired(fieldOf('imapServer'), start)).toBe(false);
    expect(isRequired(fieldOf('imapServer'), { ...start, cloud: 'custom' })).toBe(true);
  });

  it('is set up once everything that is needed is stored', () => {
    const { tenant, ...rest } = VIEW.values;
    expect(tenant).toBeTruthy();
    expect(isSetUp(VIEW)).toBe(true);
    expect(isSetUp({ ...VIEW, savedSecrets: {} })).toBe(false);
    expect(isSetUp({ ...VIEW, values: rest })).toBe(false);
    expect(isSetUp({ ...VIEW, values: { ...rest, tenantKind: 'many' } })).toBe(true);
    expect(isSetUp({ ...VIEW, values: { ...VIEW.values, cloud: 'custom' } })).toBe(false);
  });

  it('puts a refusal to the field it is about', () => {
    expect(fieldOfError({ code: 'invalid-client-id' }, VIEW.fields)).toBe('clientId');
    expect(fieldOfError({ code: 'invalid-client-secret' }, VIEW.fields)).toBe('clientSecret');
    expect(fieldOfError({ code: 'invalid-server', field: 'imapServer' }, VIEW.fields)).toBe('imapServer');
    expect(fieldOfError({ code: 'invalid-expiry' }, VIEW.fields)).toBeNull();
    expect(fieldOfError({ code: 'forbidden' }, VIEW.fields)).toBeNull();
  });
});
