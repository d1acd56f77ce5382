import { ConfidentialClientApplication } from '@azure/msal-node';
import { MailError } from '../../errors';
import type { ProviderSettings } from '../provider';
import { fromMsal, refused, type Stage } from './errors';
import { Network } from './network';
import { authorityOf, resourceOf, signInOf } from './endpoints';

/** Full scope names: a bare `IMAP.AccessAsUser.All` would be read as a Graph scope, and IMAP refuses Graph tokens. */
export const mailScopes = (settings: ProviderSettings): string[] => [
  `${resourceOf(settings)}IMAP.AccessAsUser.All`,
  `${resourceOf(settings)}SMTP.Send`,
];

/** Scopes requested at sign-in. The address comes from the id token, since the mail token can't call Graph. */
export const signInScopes = (settings: ProviderSettings): string[] => [
  ...mailScopes(settings),
  'offline_access',
  'openid',
  'email',
  'profile',
];

/**
 * Runs one call with its own client, so that accounts never share a client's memory, and turns any failure into a
 * MailError.
 */
export async function withClient<T>(
  settings: ProviderSettings,
  stage: Stage,
  call: (client: ConfidentialClientApplication) => Promise<T>,
): Promise<T> {
  const network = new Network();
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      authority: signInOf(settings),
      // Includes the port; otherwise MSAL asks Microsoft's public cloud whether it knows this host.
      knownAuthorities: [new URL(authorityOf(settings)).host],
    },
    // MSAL's own log lines would contain account identifiers.
    system: { networkClient: network, loggerOptions: { loggerCallback: () => undefined } },
  });
  try {
    return await call(client);
  } catch (error) {
    if (error instanceof MailError) throw error;
    if (network.fault) throw network.fault;
    if (network.refusal) throw refused(network.refusal, stage);
    throw fromMsal(error, stage);
  }
}
