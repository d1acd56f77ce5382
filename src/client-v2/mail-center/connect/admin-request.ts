import type { ProviderView } from '../../../common';

/** Where an administrator consents for everybody: at the provider that was tried, or else at the first that says. */
export function adminRequestLink(
  providers: ProviderView[] | undefined,
  tried: string | undefined,
): string | null {
  const ordered = [...(providers ?? [])].sort((a, b) => Number(b.name === tried) - Number(a.name === tried));
  return ordered.find(({ adminConsentUrl }) => adminConsentUrl)?.adminConsentUrl ?? null;
}
