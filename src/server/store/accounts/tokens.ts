import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { addEvent } from './events';
import { table } from '../db/rows';

/** Stored credentials, sealed, and how often they've been written. */
export interface StoredToken {
  credential: string;
  version: number;
}

/** The sealed credentials of an account; null once it's disconnected. */
export async function readToken(ctx: MailContext, accountId: Id): Promise<StoredToken | null> {
  const row = await table(ctx, 'mailTokens').findByPk(accountId);
  return row && { credential: String(row.get('credential')), version: Number(row.get('version')) };
}

/** Stores renewed credentials unless another node was first (compare-and-set on the version). */
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
