/**
 * A node of its own that does nothing but renew one account's token, until somebody kills it: each renewal is
 * a line on its output, and so is each error. Run by `rotation.test.ts`.
 */
import { readPackageJson } from '../../../scripts/build/project.mts';

// The build puts this in; here it must stand before the sources are loaded.
Object.assign(globalThis, { __PACKAGE_NAME__: readPackageJson().name });
const { bootApp } = await import('../boot');
const { login } = await import('../../../src/server/accounts/session');
const { asMailError } = await import('../../../src/server/errors');

const { RENEWER_DATABASE = '', RENEWER_ACCOUNT = '' } = process.env;
const options = JSON.parse(RENEWER_DATABASE) as Record<string, unknown>;
const { app } = await bootApp({ database: { options, drop: async () => undefined }, installed: true });
const ctx = { app, log: app.log };
for (;;) {
  try {
    await login(ctx, RENEWER_ACCOUNT, { force: true });
    process.stdout.write('RENEWED\n');
  } catch (error) {
    const { code, cause } = asMailError(error);
    process.stdout.write(`FAILED ${code}: ${String(cause)}\n`);
  }
}
