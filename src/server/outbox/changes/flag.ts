import type { MailError } from '../../errors';
import { inPieces, setFlags } from '../../imap';
import { changeCounts, localMessages, setLocalFlags, type LocalFlags } from '../../store/outbox/localChanges';
import type { MessagePlace, OperationRow } from '../../store/outbox/operations';
import { eachFolder, foldersOf, type ChangeKind, type ChangePayload } from './change';

export interface FlagPayload extends ChangePayload {
  flags: LocalFlags;
  /** Previous flags, by message id. */
  before: Record<string, LocalFlags>;
}

const NAMES = ['seen', 'flagged', 'answered'] as const;

/** A message with the flags it should have in the end. */
type Wanted = MessagePlace & { flags: LocalFlags };

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

  async perform(ctx, operations, mailbox) {
    const refused = new Map<string, MailError>();
    await eachFolder(ctx, mailbox, lastWords(operations), async (folder, wanted) => {
      const ids = new Map(wanted.map(({ uid, id }) => [uid, String(id)]));
      for (const { flags, uids } of byFlags(wanted)) {
        const refusals = await inPieces(folder, uids, (piece) => setFlags(folder, piece, flags));
        for (const [uid, error] of refusals) refused.set(ids.get(uid) ?? '', error);
      }
    });
    return refused;
  },

  async revert(ctx, { accountId, payload: { messages, flags, before } }, transaction) {
    const rows = await localMessages(
      ctx,
      messages.map(({ id }) => id),
      transaction,
    );
    for (const row of rows) {
      // If someone has changed a flag again since, it isn't ours to revert.
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

  needs: ({ messages }) => ({
    mails: messages.map(({ id }) => id),
    uses: foldersOf(messages),
    changes: [],
    together: 'flag',
    merges: true,
  }),

  folders: ({ messages }) => foldersOf(messages),
};

/** The flags that each message should have after all clicks; the last one wins. */
function lastWords(operations: ReadonlyArray<OperationRow<FlagPayload>>): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { payload } of operations) {
    for (const place of payload.messages) {
      const flags = { ...wanted.get(String(place.id))?.flags, ...payload.flags };
      wanted.set(String(place.id), { ...place, flags });
    }
  }
  return [...wanted.values()];
}

/** Groups messages that need the same commands. */
function byFlags(wanted: readonly Wanted[]): Array<{ flags: LocalFlags; uids: number[] }> {
  const groups = new Map<string, { flags: LocalFlags; uids: number[] }>();
  for (const { flags, uid } of wanted) {
    const key = NAMES.map((name) => `${flags[name]}`).join();
    const group = groups.get(key);
    if (group) group.uids.push(uid);
    else groups.set(key, { flags, uids: [uid] });
  }
  return [...groups.values()];
}
