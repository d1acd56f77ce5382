import type { ProviderSettingsView } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';

/** Settings that an admin saved for a provider. Values may name environment variables; secrets are sealed. */
export interface ProviderRow {
  name: string;
  enabled: boolean;
  settings: Record<string, string>;
  /** Sealed JSON object, or null. */
  secrets: string | null;
  /** Secret field → when it was saved, ISO 8601. */
  secretsSavedAt: Record<string, string>;
  consent: ProviderSettingsView['consent'];
  /** The last warning about the secret's expiry, in days before it; null before the first warning. */
  expiryWarned: number | null;
}

/** The row of a provider; null until an admin saves one. */
export async function findProvider(ctx: MailContext, name: string): Promise<ProviderRow | null> {
  const row = await table(ctx, 'mailProviders').findByPk(name);
  if (!row) return null;
  return {
    name,
    enabled: Boolean(row.get('enabled')),
    settings: (row.get('settings') ?? {}) as Record<string, string>,
    secrets: (row.get('secrets') ?? null) as string | null,
    secretsSavedAt: (row.get('secretsSavedAt') ?? {}) as Record<string, string>,
    consent: (row.get('consent') ?? null) as ProviderRow['consent'],
    expiryWarned: (row.get('expiryWarned') ?? null) as number | null,
  };
}

/** Stores a provider's row; replaces an existing one of the same name. */
export async function saveProvider(ctx: MailContext, row: ProviderRow): Promise<void> {
  const [stored, created] = await table(ctx, 'mailProviders').findOrCreate({
    where: { name: row.name },
    defaults: { ...row },
  });
  if (!created) await stored.update({ ...row });
}

/** Stores the consent that was returned for the whole organization. */
export async function saveConsent(
  ctx: MailContext,
  name: string,
  consent: NonNullable<ProviderRow['consent']>,
): Promise<void> {
  await table(ctx, 'mailProviders').update({ consent }, { where: { name } });
}

/** Records a warning unless another node did so since `seen` was read: only one of several gets true, and warns. */
export async function claimExpiryWarning(
  ctx: MailContext,
  name: string,
  seen: number | null,
  days: number | null,
): Promise<boolean> {
  const [changed] = await table(ctx, 'mailProviders').update(
    { expiryWarned: days },
    { where: { name, expiryWarned: seen } },
  );
  return changed === 1;
}
