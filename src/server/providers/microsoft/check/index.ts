import type { Finding, ProviderSettings } from '../../provider';
import { checkAuthority } from './authority';
import { checkClient } from './client';
import { checkRedirect } from './redirect';

/** Checks what can be verified about a registration without a user. Only the authority in the settings is contacted. */
export async function check(settings: ProviderSettings, redirectUri: string): Promise<Finding[]> {
  const [authority, client, redirect] = await Promise.all([
    checkAuthority(settings),
    checkClient(settings),
    checkRedirect(settings, redirectUri),
  ]);
  if (authority.result === 'failed') return [authority, later(client), later(redirect)];
  return [
    authority,
    client,
    client.result === 'failed' && redirect.result === 'skipped' ? later(redirect) : redirect,
  ];
}

/** Skipped because its result means nothing while an earlier check fails. */
const later = ({ name }: Finding): Finding => ({
  name,
  result: 'skipped',
  code: null,
  sentence: 'check.later',
  step: null,
});
