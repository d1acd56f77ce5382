import type { Id, SuppressionView } from '../common';
import { callsOf, readPage, type Post, type Requester } from './call';

/** The calls for addresses that get no bulk email. */
export function suppressionCalls(request: Requester, post: Post) {
  const call = callsOf(request);
  return {
    /** The newest first. */
    suppressions: (query: { search: string; before: string | null; limit: number }) =>
      readPage<SuppressionView>(call, 'mailSuppressions:list', query),
    /** Each is an address, or a whole domain: `@example.com`. */
    addSuppressions: (addresses: string[]) => post('mailSuppressions:create', { addresses }),
    removeSuppression: (id: Id) => post('mailSuppressions:destroy', {}, id),
  };
}
