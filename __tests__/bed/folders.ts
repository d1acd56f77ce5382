/** The folders of an Exchange Online mailbox besides INBOX, with their RFC 6154 use. */
export const EXCHANGE_FOLDERS: ReadonlyArray<{ path: string; use?: string }> = [
  { path: 'Archive', use: '\\Archive' },
  { path: 'Conversation History' },
  { path: 'Deleted Items', use: '\\Trash' },
  { path: 'Drafts', use: '\\Drafts' },
  { path: 'Junk Email', use: '\\Junk' },
  { path: 'Outbox' },
  { path: 'Sent Items', use: '\\Sent' },
];

/** What Exchange Online advertises after a login: no CONDSTORE, QRESYNC, SPECIAL-USE, ESEARCH, OBJECTID. */
export const EXCHANGE_CAPABILITY =
  'IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+';
