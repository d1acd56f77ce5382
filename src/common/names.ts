/** Names that the server and both clients share. */

/** Collections of this plugin. Everything the plugin stores lies in one of them. */
export const COLLECTIONS = [
  'mailProviders',
  'mailAccounts',
  'mailTokens',
  'mailConnects',
  'mailLeases',
  'mailEvents',
  'mailIdentities',
  'mailFolders',
  'mailMessages',
  'mailThreads',
  'mailReferences',
  'mailBodies',
  'mailSearch',
  'mailAddresses',
  'mailAttachments',
  'mailOperations',
  'mailUploads',
  'mailBlobs',
] as const;

export type CollectionName = (typeof COLLECTIONS)[number];

/** WebSocket message type of a {@link ChangeHint}. */
export const CHANGE_HINT = 'mail:changed';

/** The last part of the package's name; the host names the plugin by it, and the ACL snippets follow. */
export const CONFIGURE_SNIPPET = 'configuration';
/** See all accounts with their health, and pause, resume or disconnect them; no mail content. */
export const OVERSEE_SNIPPET = 'accounts';
