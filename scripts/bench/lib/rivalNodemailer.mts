import { createTransport } from 'nodemailer';
import { signIn } from '../../../__tests__/bed/roundtrip.ts';
import type { Bed } from './bed.mts';

/** Exchange Online accepts this many connections from a mailbox at a time. */
const CONNECTIONS = 3;

/** Sends messages as fast as nodemailer's own pool can. Returns milliseconds, excluding the sign-in. */
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
        text: html.replace(/<[^<>]*>/g, ''),
      }),
    ),
  );
  const took = performance.now() - started;
  pool.close();
  return took;
}
