import type { Transaction } from 'sequelize';
import type { MailContext } from '../context';
import { causeText, MailError } from '../errors';
import { PROVIDERS } from '../providers';
import { wakeBlocked } from '../store/accounts';
import { withoutLimits } from '../store/limits';

/** A use of an environment variable, as the host's template language has it. */
const USE = /\{\{\s*\$env\.([^\s{}:]+)\s*\}\}/g;

/**
 * The values with `{{ $env.X }}` filled in: variables and secrets of the host's "Variables and secrets".
 * One that does not exist is an error, since the host itself would leave nothing in its place.
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

/** A variable that is there again, or a secret that was replaced in one: whoever waited for it tries again. */
export function registerVariables(ctx: MailContext): void {
  ctx.app.db.on(
    'environmentVariables.afterSave',
    (_variable: unknown, { transaction }: { transaction?: Transaction }) => {
      const wakeAll = () =>
        withoutLimits(() => Promise.all(PROVIDERS.map(({ name }) => wakeBlocked(ctx, name))));
      const wake = () => {
        wakeAll().catch((cause: unknown) =>
          ctx.log.warn('mail: waking after a change of variables', { cause: causeText(cause) }),
        );
      };
      // Until then others would read the old value.
      if (transaction) transaction.afterCommit(wake);
      else wake();
    },
  );
}
