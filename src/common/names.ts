/** Names shared by the server and both clients. */

/** The plugin's collections. Everything it stores is in one of them. */
export const COLLECTIONS = [
  'mailProviders',
  'mailAccounts',
  'mailTokens',
  'mailConnects',
  'mailLeases',
  'mailEvents',
  'mailBackfills',
  'mailIdentities',
  'mailFolders',
  'mailMessages',
  'mailThreads',
  'mailReferences',
  'mailBodies',
  'mailSearch',
  'mailAddresses',
  'mailCorrespondents',
  'mailCorrespondentWords',
  'mailAttachments',
  'mailOperations',
  'mailDrafts',
  'mailBlindCopies',
  'mailUploads',
  'mailBlobs',
  'mailPreferences',
  'mailTemplates',
  'mailGroups',
  'mailLabels',
  'mailMessageLabels',
  'mailNotes',
  'mailGrants',
  'mailTriggers',
  'mailJobs',
  'mailLinks',
  'mailAddressBooks',
  'mailSignatures',
  'mailTodos',
  'mailCampaigns',
  'mailCampaignRecipients',
  'mailSuppressions',
] as const;

export type CollectionName = (typeof COLLECTIONS)[number];

/** WebSocket message type of a {@link ChangeHint}. */
export const CHANGE_HINT = 'mail:changed';

/** The last part of the package's name: NocoBase names the plugin by it, and the ACL snippets are based on it. */
export const CONFIGURE_SNIPPET = 'configuration';
/** Permission to see all accounts with their health and to pause, resume or disconnect them; no mail content. */
export const OVERSEE_SNIPPET = 'accounts';

/** Brings the host's tables up to date. Not needed in Docker, where every start does so. */
export const UPGRADE_COMMAND = 'yarn nocobase upgrade --skip-code-update';
