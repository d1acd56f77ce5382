import type { Id } from '../../common';
import type { MailContext } from '../context';
import { sameId } from '../store/rows';
import { pendingChanges } from '../store/operations';
import type { Pending } from './compare';

/** What the outbox still has to do in a folder, after it did all it could before this pull. */
export async function pendingIn(ctx: MailContext, accountId: Id, folderId: Id): Promise<Pending> {
  const flagged = new Set<string>();
  const leaving = new Leaving();
  for (const { kind, payload } of await pendingChanges(ctx, accountId)) {
    if (sameId(payload.folderId as Id, folderId)) {
      if (kind === 'readFolder') for (const id of payload.ids as Id[]) flagged.add(String(id));
      if (kind === 'emptyFolder') leaving.upTo = Math.max(leaving.upTo, Number(payload.upTo));
    }
    for (const place of payload.messages ?? []) {
      if (kind === 'flag') flagged.add(String(place.id));
      else if (sameId(place.folderId, folderId)) leaving.add(Number(place.uid));
    }
  }
  return { flagged, leaving };
}

/** UIDs, and all up to one: a folder that is to be emptied may hold many more than are worth naming. */
class Leaving extends Set<number> {
  upTo = 0;

  override has(uid: number): boolean {
    return uid <= this.upTo || super.has(uid);
  }
}
