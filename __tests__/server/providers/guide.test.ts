import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../../src/server/providers';
import { microsoft } from '../../../src/server/providers/microsoft';

const texts = JSON.parse(readFileSync(path.resolve('src/locale/en-US.json'), 'utf8')) as Record<
  string,
  string
>;

describe('the guide', () => {
  const { steps, portals, portalField } = microsoft.guide;

  it('has every field in one step, and every sentence in the locale files', () => {
    for (const { guide, settings } of PROVIDERS) {
      const named = guide.steps.flatMap(({ fields }) => fields);
      expect([...named].sort()).toEqual(settings.map(({ name }) => name).sort());
      const keys = [
        ...guide.steps.flatMap(({ title, text, copy = [], link, help }) => [
          title,
          text,
          ...copy.map(({ label }) => label),
          ...(link ? [link.label] : []),
          ...(help ? [help.title, help.text, ...help.links.map(({ label }) => label)] : []),
        ]),
        ...settings.flatMap(({ title, description, options = [] }) => [
          title,
          ...(description ? [description] : []),
          ...options.map(({ label }) => label),
        ]),
      ];
      expect(keys.filter((key) => !texts[key])).toEqual([]);
    }
  });

  it('names the exact values', () => {
    const values = (name: string) =>
      steps.find((step) => step.name === name)?.copy?.map(({ value }) => value);
    expect(values('permissions')).toEqual([
      'email',
      'offline_access',
      'openid',
      'profile',
      'User.Read',
      'IMAP.AccessAsUser.All',
      'SMTP.Send',
    ]);
    expect(values('redirect')).toEqual(['{redirectUri}']);
    expect(steps.map(({ name }) => name)).toEqual([
      'register',
      'redirect',
      'permissions',
      'consent',
      'secret',
      'servers',
    ]);
  });

  it('leads into the admin center of every cloud', () => {
    const clouds = microsoft.settings.find(({ name }) => name === portalField)?.options;
    expect(Object.keys(portals)).toEqual(clouds?.map(({ value }) => value));
    for (const [cloud, origin] of Object.entries(portals))
      expect(origin).toMatch(cloud === 'custom' ? /^$/ : /^https:\/\/entra\.microsoft[a-z.]+$/);
    for (const { link } of steps) {
      if (!link) continue;
      expect(new URL(link.path, 'https://entra.microsoft.com').origin).toBe('https://entra.microsoft.com');
      expect(link.path.includes('{clientId}')).toBe(link.needsClientId);
    }
  });
});
