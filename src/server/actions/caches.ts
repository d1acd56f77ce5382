import type { MailContext } from '../context';
import { beforeCaching } from '../host';
import { restrictionOf } from '../store/rowSecurity/rowSecurity';

/** The host's caches for rows returned by a query; their keys identify the query, but not for whom it ran. */
const OF_ROWS = new Set(['data-visualization']);

/**
 * Keeps answers with rows of ours out of the host's caches, because they differ for each user. An answer without any
 * rows differs too: to someone else, it would say that there is no mail.
 */
export function keepOutOfCaches(ctx: MailContext): void {
  beforeCaching(ctx, OF_ROWS, () => !restrictionOf(ctx)?.touched);
}
