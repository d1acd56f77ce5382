import type { Id } from '../../common';
import type { Mailbox } from './mailbox';

/** Open connections of this process by account; ids are snowflakes, so that sub-apps share it unharmed. */
const open = new Map<string, number>();

/** Counts a connection of an account until it is closed, by whichever side. */
export function countConnection(accountId: Id, { client, usable }: Mailbox): void {
  if (!usable) return;
  const key = String(accountId);
  const add = (by: number) => {
    const count = openConnections(accountId) + by;
    if (count > 0) open.set(key, count);
    else open.delete(key);
  };
  add(1);
  client.once('close', () => add(-1));
}

export const openConnections = (accountId: Id): number => open.get(String(accountId)) ?? 0;
