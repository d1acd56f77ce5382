import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { sameId } from '../../store/db/rows';
import { pendingChanges } from '../../store/outbox/operations';
import type { Pending } from './compare';

/** What the outbox still has to do in a folder, after doing all it could before this pull. */
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

/** A set of UIDs, plus all up to a limit: a folder to be emptied may contain too many to list. */
class Leaving extends Set<number> {
  upTo = 0;

  override has(uid: number): boolean {
    return uid <= this.upTo || super.has(uid);
  }
}
