import type { Id, MailPreferences, MailPreferencesInput } from '../../../common';
import type { MailContext } from '../../context';
import { rowAs, table } from '../db/rows';
import { textsIn } from '../db/stored';
import { inTransaction } from '../db/transaction';

interface Row {
  inApp: unknown;
  without: unknown;
  folders: unknown;
  quietFrom: number | null;
  quietTo: number | null;
  timeZone: string | null;
}

/** A user's choices, and the time zone in which the quiet hours are meant; null if nothing was saved. */
export async function findPreferences(
  ctx: MailContext,
  userId: Id,
): Promise<(MailPreferences & { timeZone: string }) | null> {
  const row = rowAs<Row>(await table(ctx, 'mailPreferences').findByPk(userId));
  if (!row) return null;
  const { quietFrom, quietTo } = row;
  return {
    inApp: Boolean(row.inApp),
    without: textsIn(row.without),
    folders: textsIn(row.folders),
    quiet: quietFrom == null || quietTo == null ? null : { from: quietFrom, to: quietTo },
    timeZone: row.timeZone ?? 'UTC',
  };
}

/** Stores a user's choices. */
export async function savePreferences(
  ctx: MailContext,
  userId: Id,
  { inApp, without, folders, quiet, timeZone }: MailPreferencesInput,
): Promise<void> {
  const values = { userId, inApp, without, folders, timeZone };
  const hours = { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null };
  await inTransaction(ctx, (transaction) =>
    table(ctx, 'mailPreferences').upsert({ ...values, ...hours }, { transaction }),
  );
}
