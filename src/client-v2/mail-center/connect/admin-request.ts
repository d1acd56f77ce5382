import type { ProviderView } from '../../../common';

/**
 * Returns the link for an administrator's consent: that of the provider that was tried, otherwise of the
 * first one with a link.
 */
export function adminRequestLink(
  providers: ProviderView[] | undefined,
  tried: string | undefined,
): string | null {
  const ordered = [...(providers ?? [])].sort((a, b) => Number(b.name === tried) - Number(a.name === tried));
  return ordered.find(({ adminConsentUrl }) => adminConsentUrl)?.adminConsentUrl ?? null;
}
