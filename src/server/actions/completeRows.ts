import type { Context } from '@nocobase/actions';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { withNotes } from '../store/notes/notes';
import { labelsOf } from '../store/labels/messageLabels';
import { countSleeping } from '../store/messages/snoozes';
import { findInboxes } from '../store/folders/folderNames';
import { unrestricted } from '../store/rowSecurity/rowSecurity';

interface HostRow {
  get(name: string): unknown;
  set(name: string, value: unknown): unknown;
  toJSON(): object;
}

/** Completes rows that the host has read with what isn't in their columns, as our own lists do. */
export async function completeRows(ctx: MailContext, http: Context, name: string): Promise<void> {
  if (name === 'mailMessages:get') await addMarks(ctx, http);
  if (/^mail(Folders|Accounts):(list|get)$/.test(name)) await hideSleeping(ctx, name, rowsIn(http.body));
}

/** A message that was read on its own has its labels and its number of notes, too, as in lists. */
async function addMarks(ctx: MailContext, http: Context): Promise<void> {
  const [message] = rowsIn(http.body);
  const id = message?.get('id') as Id | undefined;
  if (!message || id === undefined) return;
  const noted = {
    id,
    accountId: message.get('accountId') as Id,
    threadKey: (message.get('threadKey') as string | null | undefined) ?? null,
  };
  await unrestricted(async () => {
    const labels = await labelsOf(ctx, [id]);
    const [{ notes }] = noted.accountId == null ? [{ notes: undefined }] : await withNotes(ctx, [noted]);
    const marks = { labels: labels.get(String(id)) ?? [], ...(notes === undefined ? {} : { notes }) };
    http.body = { ...message.toJSON(), ...marks };
  });
}

/** The server counts snoozed messages as unread, but nobody sees them in the folder until they come back. */
async function hideSleeping(ctx: MailContext, name: string, rows: readonly HostRow[]): Promise<void> {
  const counted = rows.filter((row) => row.get('id') != null && Number(row.get('unread') ?? 0) > 0);
  if (counted.length === 0) return;
  const isFolder = name.startsWith('mailFolders');
  const accounts = counted.flatMap((row) => (row.get(isFolder ? 'accountId' : 'id') as Id | null) ?? []);
  await unrestricted(async () => {
    const sleeping = await countSleeping(ctx, [...new Map(accounts.map((id) => [String(id), id])).values()]);
    if (sleeping.size === 0) return;
    const inboxes = isFolder ? null : await findInboxes(ctx, accounts);
    for (const row of counted) {
      const folder = String(inboxes ? inboxes.get(String(row.get('id'))) : row.get('id'));
      row.set('unread', Math.max(0, Number(row.get('unread')) - (sleeping.get(folder) ?? 0)));
    }
  });
}

/** The models in a host's answer: one, a list of them, or a list with its number of pages. */
function rowsIn(body: unknown): HostRow[] {
  const rows = (body as { rows?: unknown } | null)?.rows ?? body;
  return (Array.isArray(rows) ? rows : [rows]).filter(
    (row): row is HostRow => typeof (row as Partial<HostRow> | null)?.get === 'function',
  );
}
