import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { listen, stopServer } from '../net';
import { FOLDER_COMMANDS } from './commands/folders';
import { MESSAGE_COMMANDS } from './commands/messages';
import { SESSION_COMMANDS } from './commands/session';
import { Session } from './session';
import type { SessionContext } from './session';

const COMMANDS = new Map([...SESSION_COMMANDS, ...FOLDER_COMMANDS, ...MESSAGE_COMMANDS]);

/**
 * An IMAP4rev1 server in memory that speaks as Exchange Online: what a mail client needs, in plain text on
 * loopback, and gone with the process. For where there is no Dovecot.
 */
export async function startMemoryImap(
  context: Omit<SessionContext, 'commands'>,
): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    new Session(socket, { ...context, commands: COMMANDS });
  });
  const port = await listen(server, 0);
  return {
    port,
    stop: async () => {
      const stopped = stopServer(server);
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
}
