import { COLLECTIONS } from '../../../common';
import type { MailContext } from '../../context';
import { pageCollections, publishToPages } from '../../host';

/**
 * Makes the collections that pages may be built on known to the page builder, one after the other. The host would do so
 * automatically, but all at once, in transactions that read before they write, and SQLite refuses all but one of those.
 * It skips the ones that are already done.
 */
export async function publishCollections(ctx: MailContext): Promise<void> {
  const names = new Set<string>(COLLECTIONS);
  for (const collection of pageCollections(ctx))
    if (names.has(collection)) await publishToPages(ctx, collection);
}
