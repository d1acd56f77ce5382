import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';

export type Middleware = (http: Context, next: () => Promise<void>) => Promise<void>;

/** A list of middleware that the host sorts by tag. */
interface Sorted {
  _items: Array<{ group: string }>;
  add(node: unknown, options?: object): unknown;
  merge(others: Sorted[]): unknown;
}

/** A position among the host's middleware: after all of `after` and before all of `before`. */
interface MiddlewareSlot {
  tag: string;
  after: readonly string[];
  before: readonly string[];
}

/** Where our middleware goes. The host ignores tags that it doesn't know, so the order is checked at startup. */
const SLOTS = {
  /** Before the host logs the address. */
  address: { tag: 'mail-request-address', after: [], before: ['logger'] },
  /** Before the host logs the values. */
  values: { tag: 'mail-request-values', after: ['logger'], before: ['cors'] },
  /** Before the host interprets a request. */
  malformed: { tag: 'mail-malformed', after: ['dataWrapping'], before: ['dataSource'] },
  /** After the host knows who is asking, and before it checks what they may do. */
  access: { tag: 'mail-access', after: ['auth', 'setCurrentRole'], before: ['acl'] },
  /** Among the permissions: what is open to everybody is known by now, what the role may do isn't yet. */
  own: { tag: 'mail-own', after: ['allow-manager'], before: ['core'] },
} satisfies Record<string, MiddlewareSlot>;

export type SlotName = keyof typeof SLOTS;

const optionsOf = ({ tag, after, before }: MiddlewareSlot) => ({
  tag,
  before: [...before],
  ...(after.length > 0 ? { after: [...after] } : {}),
});

/** Adds our middleware at its position. */
export function use({ app }: MailContext, name: SlotName, middleware: Middleware): void {
  const options = optionsOf(SLOTS[name]);
  if (name === 'own') app.acl.use(middleware, options);
  else if (name === 'access') app.dataSourceManager.use(middleware, options);
  else app.use(middleware, options);
}

/** Whether our middleware really runs where it has to. */
export function isInPlace(ctx: MailContext, name: SlotName): boolean {
  const groups = sortedFor(ctx, name)._items.map(({ group }) => group);
  const { tag, after, before }: MiddlewareSlot = SLOTS[name];
  const at = groups.indexOf(tag);
  const last = (group: string) => groups.lastIndexOf(group);
  return (
    at >= 0 &&
    after.every((group) => groups.includes(group) && last(group) < at) &&
    before.every((group) => groups.indexOf(group) > at)
  );
}

function sortedFor({ app }: MailContext, name: SlotName): Sorted {
  if (name === 'own') return (app.acl as unknown as { middlewares: Sorted }).middlewares;
  if (name !== 'access') return (app as unknown as { middleware: Sorted }).middleware;
  // The host merges these two at the first request. Until then we sort them here, in a list of our own.
  const own = (app.resourceManager as unknown as { middlewares: Sorted }).middlewares;
  if (own._items.some(({ group }) => group === SLOTS.access.tag)) return own;
  const { middlewares } = app.dataSourceManager as unknown as { middlewares: Array<[unknown, object?]> };
  const sorted = new (own.constructor as new () => Sorted)();
  sorted.merge([own]);
  for (const [middleware, options] of middlewares) sorted.add(middleware, { ...options });
  return sorted;
}
