import type { Transaction } from 'sequelize';
import type { MailContext } from '../context';
import { causeText, MailError } from '../errors';
import { PROVIDERS } from '../providers';
import { wakeBlocked } from '../store/accounts/accounts';
import { unrestricted } from '../store/rowSecurity/rowSecurity';

/** A use of an environment variable, as in the host's template language. */
const USE = /\{\{\s*\$env\.([^\s{}:]+)\s*\}\}/g;

/**
 * The values with `{{ $env.X }}` filled in from the host's "Variables and secrets". Throws `unknown-variable` for one
 * that doesn't exist, since the host itself would leave nothing in its place.
 */
export function filledIn(ctx: MailContext, values: Record<string, string>): Record<string, string> {
  const { environment } = ctx.app;
  const known = environment.getVariablesAndSecrets() as Record<string, unknown>;
  for (const [field, value] of Object.entries(values)) {
    for (const [, variable] of value.matchAll(USE)) {
      if (!Object.hasOwn(known, variable))
        throw new MailError('unknown-variable', { params: { field, variable } });
    }
  }
  const filled = environment.renderJsonTemplate(values) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(filled).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
}

/** Wakes accounts that waited for a variable: one that exists again, or one with a new secret. */
export function registerVariables(ctx: MailContext): void {
  ctx.app.db.on(
    'environmentVariables.afterSave',
    (_variable: unknown, { transaction }: { transaction?: Transaction }) => {
      const wakeAll = () =>
        unrestricted(() => Promise.all(PROVIDERS.map(({ name }) => wakeBlocked(ctx, name))));
      const wake = () => {
        wakeAll().catch((cause: unknown) =>
          ctx.log.warn('mail: accounts could not be woken after a variable changed', {
            cause: causeText(cause),
          }),
        );
      };
      // Before the commit, others would still read the old value.
      if (transaction) transaction.afterCommit(wake);
      else wake();
    },
  );
}
