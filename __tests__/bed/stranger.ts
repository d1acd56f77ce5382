import { createServer as createHttpsServer } from 'node:https';
import type { Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';
import { listen, stopServer } from './net';

/** Servers whose certificate nobody knows: what stands behind an intercepting proxy, or a wrong address. */
export interface Stranger {
  https: number;
  imap: number;
  smtp: number;
  stop(): Promise<void>;
}

export async function startStranger(): Promise<Stranger> {
  const pem = generate([{ name: 'commonName', value: 'stranger.example' }], { days: 2, keySize: 2048 });
  const pair = { cert: pem.cert, key: pem.private };
  const https = createHttpsServer(pair, (_request, response) => response.end('{}'));
  const imap = createTlsServer(pair, (socket) => {
    socket.on('error', () => undefined);
    socket.end('* OK a stranger\r\n');
  });
  const smtp = new SMTPServer({ ...pair, authMethods: ['XOAUTH2'], logger: false, closeTimeout: 200 });
  smtp.on('error', () => undefined);
  for (const server of [https, imap]) server.on('tlsClientError', () => undefined);
  const servers: Server[] = [https, imap, smtp.server];
  const [httpsPort, imapPort, smtpPort] = await Promise.all(servers.map((server) => listen(server, 0)));
  return {
    https: httpsPort,
    imap: imapPort,
    smtp: smtpPort,
    stop: async () => {
      https.closeAllConnections();
      for (const { _socket: socket } of smtp.connections) socket.destroy();
      await Promise.all(servers.map(stopServer));
    },
  };
}
