import { MailError } from '../errors';
import { microsoft } from './microsoft';
import type { MailProvider } from './provider';

/** Every provider. Adding one is a folder and a line here. */
export const PROVIDERS: readonly MailProvider[] = [microsoft];

/** The provider of that name. */
export function providerOf(name: string): MailProvider {
  const provider = PROVIDERS.find((candidate) => candidate.name === name);
  if (!provider) throw new MailError('not-found');
  return provider;
}
