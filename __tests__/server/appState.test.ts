import { describe, expect, it } from 'vitest';
import { perApp, perDatabase, perProcess } from '../../src/server/appState';
import type { MailContext } from '../../src/server/context';

/** An app as its state sees it. */
function madeApp(): MailContext {
  const log = {} as MailContext['log'];
  return { app: { log, db: { sequelize: {} } } as unknown as MailContext['app'], log };
}

describe('state', () => {
  it('of an app is its own, by whichever context one asks', () => {
    const [one, other] = [madeApp(), madeApp()];
    const counts = perApp('eventCounts', () => new Map<string, number>());
    counts(one).set('a', 1);
    expect(counts({ app: one.app, log: one.log }).get('a')).toBe(1);
    expect(counts(other).size).toBe(0);
  });

  it('of a database ends with it: the host makes a new one when it reloads an app', () => {
    const { app } = madeApp();
    const search = perDatabase('search', () => ({ complete: new Set<string>() }));
    search(app.db).complete.add('a');
    expect(search(app.db).complete.size).toBe(1);
    Object.assign(app.db, { sequelize: {} });
    expect(search(app.db).complete.size).toBe(0);
  });

  it('of the process is one for all, and made once', () => {
    const patterns = perProcess('tablePatterns', () => new WeakMap<ReadonlySet<string>, RegExp>());
    expect(patterns()).toBe(patterns());
  });
});
