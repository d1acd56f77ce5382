import { createTransport } from 'nodemailer';
import { MailError } from '../errors';
import type { Endpoint, LoginKind } from '../providers/provider';
import { smtpError } from './errors';
import { connectionOptions, offerOf, type Advertised, type SmtpOffer } from './signIn';

/** Milliseconds for each step. */
const TIMEOUT = 8_000;

/** nodemailer reveals what the server offers only to a custom authentication method. */
const METHOD = 'PROBE';

/**
 * Checks whether a submission server is usable, as far as that shows without a login: it answers, enables TLS with a
 * trusted certificate and, if tokens are used to log in, offers XOAUTH2. Returns what it
 * offers. Throws a MailError that says what is wrong.
 */
export async function probeSmtp(endpoint: Endpoint, loginKind: LoginKind): Promise<SmtpOffer> {
  let offered: (Advertised & { authMethods: string[] }) | undefined;
  const transport = createTransport({
    ...connectionOptions(endpoint, { connect: TIMEOUT, answer: TIMEOUT }),
    auth: { type: 'custom', method: METHOD, user: '', pass: '' },
    customAuth: {
      [METHOD]: ({ resolve, ...advertised }: Advertised & { authMethods: string[]; resolve(): void }) => {
        offered = advertised;
        resolve();
      },
    },
  });
  try {
    await transport.verify();
  } catch (error) {
    throw smtpError(error, { connected: false, written: false });
  } finally {
    transport.close();
  }
  if (loginKind === 'token' && !offered?.authMethods.includes('XOAUTH2'))
    throw new MailError('xoauth2-missing');
  return offerOf(offered ?? { extensions: [], maxAllowedSize: false });
}
