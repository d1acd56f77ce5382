/**
 * A host app with someone else's collection; its parent tells it when to stop. It runs `with` this plugin,
 * `without` it, or with `context`: without the plugin, but with each request in an AsyncLocalStorage, which
 * this plugin needs to know whom a query is made for.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { bootApp } from '../../../__tests__/server/boot.ts';

const booted = await bootApp({
  dialect: 'postgres',
  mail: process.argv[2] === 'with',
  prepare: (app) => {
    const context = new AsyncLocalStorage<object>();
    // The same place as this plugin's own.
    const place = { tag: 'context', after: ['auth', 'setCurrentRole'], before: ['acl'] };
    if (process.argv[2] === 'context')
      app.dataSourceManager.use((_http: unknown, next: () => Promise<void>) => context.run({}, next), place);
    app.db.collection({
      name: 'orders',
      fields: [
        { name: 'number', type: 'string' },
        { name: 'total', type: 'double' },
        { name: 'customer', type: 'belongsTo', target: 'users' },
      ],
    });
  },
});
await booted.app.db.getRepository('orders').create({
  values: Array.from({ length: 200 }, (_, index) => ({ number: `N-${index}`, total: index })),
});

process.on('message', (message) => {
  if (message === 'cpu') process.send?.(process.cpuUsage());
  else void booted.stop().finally(() => process.exit());
});
process.on('disconnect', () => void booted.stop().finally(() => process.exit()));
process.send?.({ url: booted.url, token: booted.root.token });
