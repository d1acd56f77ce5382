/** Folders that an inbox block can begin with. */
export const INBOX_FOLDERS = ['inbox', 'sent', 'drafts', 'archive', 'all-unread', 'all-flagged'] as const;

export interface InboxSettings {
  folder: (typeof INBOX_FOLDERS)[number];
  /** Addresses of the mailboxes that it shows; without any, all of the user's. */
  mailboxes: readonly string[];
  /** A search in the language of the search box. */
  search: string;
}

/** Returns the settings as they're stored, with defaults for anything missing. */
export function inboxSettings({ folder, mailboxes, search }: Record<string, unknown>): InboxSettings {
  const typed = typeof mailboxes === 'string' ? mailboxes.toLowerCase() : '';
  return {
    folder: INBOX_FOLDERS.find((each) => each === folder) ?? 'inbox',
    mailboxes: typed.split(/[\s,;，；、]+/).filter(Boolean),
    search: typeof search === 'string' ? search.trim() : '',
  };
}
