import { createTransport } from 'nodemailer';
import { signIn } from '../../../__tests__/bed/roundtrip.ts';
import type { Bed } from './bed.mts';

/** As many as Exchange Online takes of one mailbox at a time. */
const CONNECTIONS = 3;

/** Sends so many mails as fast as nodemailer's own pool can. Milliseconds, sign-in not included. */
export async function sendAllByPool(bed: Bed, address: string, html: string, mails: number): Promise<number> {
  const { accessToken } = await signIn(bed, address);
  const pool = createTransport({
    host: bed.smtp.host,
    port: bed.smtp.port,
    requireTLS: true,
    auth: { type: 'OAUTH2', user: address, accessToken },
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  });
  const started = performance.now();
  await Promise.all(
    Array.from({ length: mails }, (_, number) =>
      pool.sendMail({
        from: address,
        to: `somebody${number}@outside.example`,
        subject: `Mail ${number}`,
        html,
        text: html.replace(/<[^>]*>/g, ''),
      }),
    ),
  );
  const took = performance.now() - started;
  pool.close();
  return took;
}
