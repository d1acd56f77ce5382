import { describe, expect, it } from 'vitest';
import { adminRequestLink } from '../../src/client-v2/mail-center/connect/admin-request';
import type { ProviderView } from '../../src/common';

const provider = (name: string, adminConsentUrl: string | null): ProviderView => ({
  name,
  title: name,
  enabled: true,
  ready: true,
  adminConsentUrl,
});

describe('the link for an administrator', () => {
  it('is that of the provider that was tried, or of one that has one', () => {
    const both = [provider('a', 'https://a'), provider('b', 'https://b')];
    expect(adminRequestLink(both, 'b')).toBe('https://b');
    expect(adminRequestLink(both, undefined)).toBe('https://a');
    expect(adminRequestLink([provider('a', null), provider('b', 'https://b')], 'a')).toBe('https://b');
    expect(adminRequestLink([provider('a', null)], 'a')).toBeNull();
    expect(adminRequestLink(undefined, 'a')).toBeNull();
  });
});
