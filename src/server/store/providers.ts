import type { MailContext } from '../context';
import { table } from './rows';

/** What an admin saved for a provider. Values may name environment variables; secrets are sealed. */
export interface ProviderRow {
  name: string;
  enabled: boolean;
  settings: Record<string, string>;
  /** Sealed JSON object, or null. */
  secrets: string | null;
  /** Secret field → the time it was saved, ISO 8601. */
  secretsSavedAt: Record<string, string>;
}

/** The row of a provider; null until an admin has saved one. */
export async function findProvider(ctx: MailContext, name: string): Promise<ProviderRow | null> {
  const row = await table(ctx, 'mailProviders').findByPk(name);
  if (!row) return null;
  return {
    name,
    enabled: Boolean(row.get('enabled')),
    settings: (row.get('settings') ?? {}) as Record<string, string>,
    secrets: (row.get('secrets') ?? null) as string | null,
    secretsSavedAt: (row.get('secretsSavedAt') ?? {}) as Record<string, string>,
  };
}

export async function saveProvider(ctx: MailContext, row: ProviderRow): Promise<void> {
  const [stored, created] = await table(ctx, 'mailProviders').findOrCreate({
    where: { name: row.name },
    defaults: { ...row },
  });
  if (!created) await stored.update({ ...row });
}
