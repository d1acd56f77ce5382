import { COLLECTIONS } from '../../common';
import type { MailContext } from '../context';

/** What the host's data source manager adds to the repository of its `collections` table. */
interface CollectionRepository {
  db2cm?(collectionName: string): Promise<void>;
}

/**
 * Makes the collections that pages may be built on known to the page builder, one after the other.
 * The host would do so by itself, but all at once in transactions that read before they write, of
 * which SQLite refuses all but one; it skips those that it finds done.
 */
export async function publishCollections(ctx: MailContext): Promise<void> {
  const repository = ctx.app.db.getRepository('collections') as unknown as CollectionRepository | undefined;
  const names = new Set<string>(COLLECTIONS);
  for (const collection of ctx.app.db.collections.values()) {
    if (names.has(collection.name) && collection.options.uiManageable) {
      await repository?.db2cm?.(collection.name);
    }
  }
}
