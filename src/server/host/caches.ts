import type { MailContext } from '../context';

/** The part of the host's cache that stores something. */
interface Cache {
  set(key: string, value: unknown, ttl?: number): Promise<void>;
}
interface Manager {
  getCache?(name: string): Cache;
}

const managerOf = ({ app }: MailContext) => app.cacheManager as unknown as Manager;

/** Calls `allows` before anything is stored in one of these caches. The app gets new caches each time it loads. */
export function beforeCaching(ctx: MailContext, names: ReadonlySet<string>, allows: () => boolean): void {
  const manager = managerOf(ctx);
  if (Object.hasOwn(manager, 'getCache')) return;
  const getCache = manager.getCache?.bind(manager);
  if (!getCache) return;
  manager.getCache = (name) => {
    const cache = getCache(name);
    if (!names.has(name)) return cache;
    return Object.assign(Object.create(cache) as Cache, {
      set: async (key: string, value: unknown, ttl?: number) => {
        if (allows()) await cache.set(key, value, ttl);
      },
    });
  };
}

/** Whether the host has the method that {@link beforeCaching} hooks into. */
export const hasCaches = (ctx: MailContext): boolean => typeof managerOf(ctx).getCache === 'function';
