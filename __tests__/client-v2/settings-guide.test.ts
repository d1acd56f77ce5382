import { describe, expect, it } from 'vitest';
import {
  ADVANCED,
  advancedFields,
  copyGroups,
  copyText,
  datesOfNewSecret,
  isOptional,
  lackingSteps,
  portalLink,
  redirectStep,
  stepOfField,
  stepsOf,
} from '../../src/client-v2/pages/settings/guide';
import { initialValues } from '../../src/client-v2/pages/settings/settings-form';
import { VIEW } from './settings-view';

const start = initialValues(VIEW);
const { guide } = VIEW;
const [register, redirect, secret] = guide.steps;

describe('the guide', () => {
  it('puts each field beside its step, and loses none', () => {
    const names = stepsOf(VIEW).map(({ fields }) => fields.map(({ name }) => name));
    expect(names).toEqual([
      ['cloud', 'tenantKind', 'clientId', 'tenant'],
      [],
      ['clientSecret', 'expires'],
      ['imapServer'],
    ]);
    expect(advancedFields(VIEW).map(({ name }) => name)).toEqual(['stray']);
    const needed = { ...VIEW, fields: VIEW.fields.map((field) => ({ ...field, required: true })) };
    expect(stepsOf(needed)[3].fields.map(({ name }) => name)).toEqual(['imapServer', 'stray']);
    expect(advancedFields(needed)).toEqual([]);
  });

  it('knows where a field is, and where the redirect URI is shown', () => {
    expect(stepOfField(VIEW, 'clientSecret')).toBe('secret');
    expect(stepOfField(VIEW, 'stray')).toBe(ADVANCED);
    expect(redirectStep(guide)).toBe('redirect');
    expect(copyText('{redirectUri}', 'https://x/cb')).toBe('https://x/cb');
  });

  it('calls optional what asks for nothing', () => {
    expect(stepsOf(VIEW).map(isOptional)).toEqual([false, false, false, true]);
  });

  it('knows which steps lack something, as things are chosen', () => {
    expect(lackingSteps(VIEW, start)).toEqual([]);
    expect(lackingSteps(VIEW, { ...start, cloud: 'custom' })).toEqual(['servers']);
    expect(lackingSteps(VIEW, { ...start, cloud: 'custom', imapServer: 'x:993' })).toEqual([]);
    expect(lackingSteps({ ...VIEW, savedSecrets: {} }, { ...start, tenant: '' })).toEqual([
      'register',
      'secret',
    ]);
    const stray = VIEW.fields.map((field) => ({
      ...field,
      requiredWhen: { field: 'cloud', value: 'global' },
    }));
    expect(lackingSteps({ ...VIEW, fields: stray }, start)).toEqual(['servers', ADVANCED]);
  });

  it('leads into the admin pages of the cloud that is chosen, to the app that is typed', () => {
    expect(portalLink(guide, redirect, { ...start, clientId: ' 11-22 ' })).toEqual({
      label: 'Authentication',
      url: 'https://entra.example.com/#app/11-22/auth',
    });
    expect(portalLink(guide, redirect, { ...start, cloud: 'custom' })).toBeNull();
    expect(portalLink(guide, secret, start)).toBeNull();
    expect(portalLink(guide, register, { ...start, clientId: '' })?.url).toBe(
      'https://entra.example.com/#list',
    );
  });

  it('leads nowhere while the app cannot be named', () => {
    for (const clientId of ['', '{{ $env.CLIENT_ID }}', 'a/../b'])
      expect(portalLink(guide, redirect, { ...start, clientId })).toEqual({
        label: 'Authentication',
        url: null,
      });
  });

  it('gathers values under one label', () => {
    const copy = [
      { label: 'Name', value: 'x' },
      { label: 'Permission', value: 'a' },
      { label: 'Permission', value: 'b' },
    ];
    expect(copyGroups(copy)).toEqual([
      { label: 'Name', values: ['x'] },
      { label: 'Permission', values: ['a', 'b'] },
    ]);
  });

  it('asks for the date of a new secret, and brings the old one back with the old secret', () => {
    const typed = { clientSecret: 'n' };
    expect(datesOfNewSecret(VIEW, start, typed)).toEqual({ expires: '' });
    const during = { ...start, clientSecret: 'n', expires: '' };
    expect(datesOfNewSecret(VIEW, during, { clientSecret: 'ne' })).toEqual({});
    expect(datesOfNewSecret(VIEW, during, { clientSecret: '' })).toEqual({ expires: '2027-03-01' });
    expect(datesOfNewSecret(VIEW, { ...start, expires: '2029-01-01' }, typed)).toEqual({});
    expect(datesOfNewSecret({ ...VIEW, savedSecrets: {} }, start, typed)).toEqual({});
  });
});
