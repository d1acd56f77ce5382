import type { Id } from '../../common';
import type { MailContext } from '../context';
import { addEvent } from './events';
import { table } from './rows';

/** A stored credential, sealed, and the number of writes that made it. */
export interface StoredToken {
  credential: string;
  version: number;
}

/** The sealed credential of an account; null once it was disconnected. */
export async function readToken(ctx: MailContext, accountId: Id): Promise<StoredToken | null> {
  const row = await table(ctx, 'mailTokens').findByPk(accountId);
  return row && { credential: String(row.get('credential')), version: Number(row.get('version')) };
}

/** Stores a renewed credential unless another node was first (compare-and-set on the version). */
export async function replaceToken(
  ctx: MailContext,
  accountId: Id,
  readVersion: number,
  credential: string,
): Promise<boolean> {
  const [changed] = await table(ctx, 'mailTokens').update(
    { credential, version: readVersion + 1 },
    { where: { accountId, version: readVersion } },
  );
  if (changed === 1) await addEvent(ctx, accountId, 'renewed');
  return changed === 1;
}
