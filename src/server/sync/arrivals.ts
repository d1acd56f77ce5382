import type { Id } from '../../common';
import type { MailContext } from '../context';
import { emitArrived, type Arrival } from '../push';
import type { FolderRef } from '../store/messages/insertMessages';
import type { MessageDraft } from '../store/messageDraft';

/** Milliseconds. Anything received earlier isn't news: it was copied here, or we were away for a long time. */
const NEWS = 60 * 60_000;

/** Collects the unread messages that arrived during a pull, to announce them when it ends. */
export class Arrivals {
  private readonly folders = new Map<string, Arrival>();

  constructor(
    private readonly ctx: MailContext,
    private readonly userId: Id,
  ) {}

  /** Records messages that were stored as new ones; not history, and not messages moved from another folder. */
  add(place: FolderRef, stored: readonly MessageDraft[]): void {
    const news = stored.filter(
      ({ seen, draft, receivedAt }) => !seen && !draft && receivedAt.getTime() > Date.now() - NEWS,
    );
    if (news.length === 0) return;
    const key = `${place.folderId} ${place.uidValidity}`;
    const uids = [...(this.folders.get(key)?.uids ?? []), ...news.map(({ uid }) => uid)];
    this.folders.set(key, { userId: this.userId, place, uids });
  }

  /** Announces what was recorded. */
  flush(): void {
    const arrivals = [...this.folders.values()];
    this.folders.clear();
    for (const arrival of arrivals) emitArrived(this.ctx, arrival);
  }
}
