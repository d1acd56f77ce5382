import type { Id, MailAddress } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import type { MailHeaders } from '../../../../src/server/mime/headers';
import type { MessageDraft } from '../../../../src/server/store/messageDraft';
import { table } from '../../../../src/server/store/db/rows';
import { draftOf } from '../../../../src/server/sync/headers/draft';

export const person = (name: string): MailAddress => ({ name, address: `${name}@example.com` });

export interface Wanted extends Partial<Omit<MailHeaders, 'date'>> {
  /** Minutes after the beginning. */
  at: number;
  seen?: boolean;
  flagged?: boolean;
  file?: boolean;
}

const BEGUN = Date.UTC(2026, 9, 1);

/** A mail as the sync would hand it to the store. */
export function draft(
  uid: number,
  { at, seen = false, flagged = false, file, ...headers }: Wanted,
): MessageDraft {
  const date = new Date(BEGUN + at * 60_000);
  const whole: MailHeaders = {
    ...{ messageId: `<${uid}@x>`, inReplyTo: null, references: [], subject: 'Of today' },
    ...{ from: [person('anna')], to: [person('bert')], cc: [], bcc: [], replyTo: [], date },
    ...headers,
  };
  const flags = { seen, flagged, answered: false, draft: false, deleted: false };
  const made = draftOf({ uid, flags, size: 1000, receivedAt: date }, whole, null);
  const files = [
    {
      part: '2',
      encoding: '7bit',
      filename: 'a.pdf',
      contentType: 'a/b',
      size: 1,
      contentId: null,
      inline: false,
    },
  ];
  return { ...made, attachments: file ? files : [] };
}

export interface Account {
  id: Id;
  folders: Id[];
}

/** An account with folders, as a first sync leaves it. */
export async function addAccount(
  ctx: MailContext,
  userId: Id,
  address: string,
  folders = 3,
): Promise<Account> {
  const values = { userId, provider: 'microsoft', address, displayName: '', state: 'connected' };
  const id = (await table(ctx, 'mailAccounts').create(values)).get('id') as Id;
  const ids: Id[] = [];
  for (let index = 0; index < folders; index++) {
    const path = `Folder ${index}`;
    const row = await table(ctx, 'mailFolders').create({
      ...{
        accountId: id,
        path,
        pathHash: `${address} ${index}`,
        name: path,
        role: index ? 'other' : 'inbox',
      },
      ...{ total: 0, unread: 0, uidValidity: '1', loadedFrom: 1 },
    });
    ids.push(row.get('id') as Id);
  }
  return { id, folders: ids };
}
