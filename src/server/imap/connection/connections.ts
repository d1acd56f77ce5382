import type { Id } from '../../../common';
import { perProcess } from '../../appState';
import type { Mailbox } from './mailbox';

/** Connections by account id. IDs are snowflakes, so sub-apps can safely share the map. */
const open = perProcess('openConnections', () => new Map<string, number>());

/** Counts a connection of an account until either side closes it. */
export function countConnection(accountId: Id, { client, usable }: Mailbox): void {
  if (!usable) return;
  const key = String(accountId);
  const add = (by: number) => {
    const count = openConnections(accountId) + by;
    if (count > 0) open().set(key, count);
    else open().delete(key);
  };
  add(1);
  client.once('close', () => add(-1));
}

/** Open connections of an account in this process. */
export const openConnections = (accountId: Id): number => open().get(String(accountId)) ?? 0;
