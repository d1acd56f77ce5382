import { createTransport } from 'nodemailer';
import { MailError } from '../errors';
import type { Endpoint } from '../providers/provider';
import { smtpError } from './errors';
import { connectionOptions } from './signIn';

/** Milliseconds, for each step. */
const TIMEOUT = 8_000;

/** nodemailer shows what the server offers to whoever brings a method of authentication along. */
const METHOD = 'PROBE';

/**
 * Whether a submission server can be used, as far as that shows without a login: it answers, turns TLS on with
 * a certificate that is trusted, and offers XOAUTH2. A MailError says what is wrong.
 */
export async function probeSmtp(endpoint: Endpoint): Promise<void> {
  let offered: string[] | undefined;
  const transport = createTransport({
    ...connectionOptions(endpoint, { connect: TIMEOUT, answer: TIMEOUT }),
    auth: { type: 'custom', method: METHOD, user: '', pass: '' },
    customAuth: {
      [METHOD]: ({ authMethods, resolve }: { authMethods: string[]; resolve(): void }) => {
        offered = authMethods;
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
  if (!offered?.includes('XOAUTH2')) throw new MailError('xoauth2-missing');
}
