import type { Id } from '../../common';
import type { MailContext } from '../context';
import { sameId } from '../store/rows';
import { pendingChanges } from '../store/operations';
import type { Pending } from './compare';

/** What the outbox still has to do in a folder, after it did all it could before this pull. */
export async function pendingIn(ctx: MailContext, accountId: Id, folderId: Id): Promise<Pending> {
  const flagged = new Set<string>();
  const leaving = new Set<number>();
  for (const { kind, payload } of await pendingChanges(ctx, accountId)) {
    for (const place of payload.messages ?? []) {
      if (kind === 'flag') flagged.add(String(place.id));
      else if (sameId(place.folderId, folderId)) leaving.add(Number(place.uid));
    }
  }
  return { flagged, leaving };
}
