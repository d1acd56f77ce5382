import { MailError } from '../errors';
import { microsoft } from './microsoft';
import type { MailProvider } from './provider';

/** Every provider. To add one, add a folder and a line here: see docs/add-a-provider.md. */
export const PROVIDERS: readonly MailProvider[] = [microsoft];

/** The provider with this name. Throws `not-found`. */
export function providerOf(name: string): MailProvider {
  const provider = PROVIDERS.find((candidate) => candidate.name === name);
  if (!provider) throw new MailError('not-found');
  return provider;
}
