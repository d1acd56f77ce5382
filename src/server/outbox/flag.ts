import type { Id } from '../../common';
import { setFlags } from '../imap';
import { changeCounts, localMessages, setLocalFlags, type LocalFlags } from '../store/localChanges';
import { sameId } from '../store/rows';
import { eachFolder, type ChangeKind, type ChangePayload } from './change';

export interface FlagPayload extends ChangePayload {
  flags: LocalFlags;
  /** What the flags were, by message id. */
  before: Record<string, LocalFlags>;
}

const NAMES = ['seen', 'flagged', 'answered'] as const;

/** Sets and clears flags (RFC 3501 §2.3.2). */
export const flag: ChangeKind<FlagPayload> = {
  async applyLocal(ctx, accountId, { messages, flags }, transaction) {
    const rows = await localMessages(
      ctx,
      messages.map(({ id }) => id),
      transaction,
    );
    await setLocalFlags(
      ctx,
      rows.map(({ id }) => id),
      flags,
      transaction,
    );
    if (flags.seen === undefined) return;
    const changed = rows.filter(({ seen }) => Boolean(seen) !== flags.seen);
    const unread = flags.seen ? -1 : 1;
    await changeCounts(
      ctx,
      accountId,
      changed.map(({ folderId }) => ({ folderId, total: 0, unread })),
      transaction,
    );
  },

  perform: (ctx, { payload: { messages, flags } }, mailbox) =>
    eachFolder(ctx, mailbox, messages, (folder, group) =>
      setFlags(
        folder,
        group.map(({ uid }) => uid),
        flags,
      ),
    ),

  async revert(ctx, { accountId, payload: { messages, flags, before } }, transaction) {
    const rows = await localMessages(
      ctx,
      messages.map(({ id }) => id),
      transaction,
    );
    for (const row of rows) {
      // What somebody changed again since is not ours to take back.
      const back = Object.fromEntries(
        NAMES.filter((name) => flags[name] !== undefined && Boolean(row[name]) === flags[name]).flatMap(
          (name) => {
            const earlier = before[String(row.id)]?.[name];
            return earlier === undefined ? [] : [[name, earlier]];
          },
        ),
      ) as LocalFlags;
      if (Object.keys(back).length === 0) continue;
      await setLocalFlags(ctx, [row.id], back, transaction);
      if (back.seen === undefined || back.seen === Boolean(row.seen)) continue;
      await changeCounts(
        ctx,
        accountId,
        [{ folderId: row.folderId, total: 0, unread: back.seen ? -1 : 1 }],
        transaction,
      );
    }
  },

  folders: ({ messages }) => uniqueIds(messages.map(({ folderId }) => folderId)),
};

/** Each id once. */
export function uniqueIds(ids: Id[]): Id[] {
  return ids.filter((id, index) => ids.findIndex((other) => sameId(id, other)) === index);
}
