import { expect } from 'vitest';
import { COLLECTIONS, type CollectionName, type Id } from '../../../src/common';
import { createFilled, secretOf, senderOf, type Filled, type FilledUser } from '../accounts/filled';
import { bootApp, type BootedApp, type CallOptions, type Caller } from '../boot';

/** Those of the preset's plugins that read collections which a request names. */
const PLUGINS = [
  'flow-engine',
  'data-visualization',
  'action-export',
  'action-import',
  'collection-sql',
  'action-custom-request',
  'public-forms',
  'workflow',
  'workflow-aggregate',
  'workflow-sql',
  'custom-variables',
  'map',
  'kanban',
  'comments',
  'localization',
  'block-template',
];

/** What a spreadsheet says; anything else as it is. */
async function unzipped(bytes: Buffer): Promise<Buffer> {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes;
  const { read } = await import('xlsx');
  return Buffer.from(JSON.stringify(read(bytes).Sheets));
}

/** An app in which Anna and Bert have mail, and an admin has led other collections into it. */
export interface AccessWorld extends BootedApp {
  anna: Caller;
  bert: Caller;
  hers: FilledUser;
  his: FilledUser;
  /** A text that every row of Anna's holds. */
  secret: string;
  /** All of Anna's rows. */
  snapshot(): Promise<string>;
  /** Anna's row of a collection. */
  rowOf(name: CollectionName): Id;
  /** Sends a request and fails if anything of Anna's comes back. */
  refusedTo(caller: Caller, action: string, options?: CallOptions): Promise<{ status: number; text: string }>;
}

export async function startAccessWorld(): Promise<AccessWorld> {
  const booted = await bootApp({ plugins: PLUGINS });
  const [anna, bert] = [await booted.user('anna'), await booted.user('bert')];
  const [hers, his] = [await createFilled(booted.app, anna), await createFilled(booted.app, bert)];
  const secret = secretOf(anna);
  const snapshot = async () => {
    const rows: Record<string, unknown> = {};
    for (const name of COLLECTIONS) {
      const all = await booted.app.db.getCollection(name).model.findAll({ raw: true });
      rows[name] = all.filter((row) => JSON.stringify(row).includes(secret) || name === 'mailBlobs');
    }
    return JSON.stringify(rows);
  };
  const rowOf = (name: CollectionName): Id =>
    ({
      mailAccounts: hers.accountId,
      mailFolders: hers.folderId,
      mailMessages: hers.messageId,
      mailAddresses: hers.addressId,
      mailCorrespondents: hers.correspondentId,
      mailCorrespondentWords: hers.correspondentWordId,
      mailAttachments: hers.attachmentId,
      mailOperations: hers.operationId,
      mailUploads: hers.uploadId,
      mailDrafts: hers.draftId,
      mailIdentities: hers.identityId,
      mailEvents: hers.eventId,
      mailTodos: hers.todoId,
      mailGrants: hers.grantId,
      mailTriggers: hers.triggerId,
      mailJobs: hers.jobId,
      mailCampaigns: hers.campaignId,
      mailCampaignRecipients: hers.campaignRecipientId,
      mailSuppressions: 1,
      mailThreads: hers.threadId,
      mailReferences: hers.referenceId,
      mailBlindCopies: hers.blindCopyId,
      mailBackfills: hers.backfillId,
      mailBodies: hers.messageId,
      mailSearch: hers.messageId,
      mailTokens: hers.accountId,
      mailLeases: hers.accountId,
      mailConnects: secret,
      mailPreferences: anna.userId ?? 0,
      mailTemplates: hers.templateId,
      mailGroups: hers.groupId,
      mailLabels: hers.labelId,
      mailMessageLabels: 1,
      mailNotes: hers.noteId,
      mailLinks: hers.linkId,
      mailAddressBooks: 'users',
      mailProviders: 'microsoft',
      mailSignatures: 'company',
      mailBlobs: 1,
    })[name];
  const refusedTo = async (caller: Caller, action: string, options?: CallOptions) => {
    const response = await caller.fetch(options?.body === undefined ? 'GET' : 'POST', action, options);
    const bytes = await unzipped(Buffer.from(await response.arrayBuffer()));
    const what = `${caller === booted.root ? 'root' : caller === bert ? 'bert' : 'nobody'} ${action} ${JSON.stringify(options)}`;
    expect(bytes.includes(secret), `${what} → ${bytes.toString('utf8').slice(0, 300)}`).toBe(false);
    return { status: response.status, text: bytes.toString('utf8') };
  };
  await leadIntoMail(booted, [anna, bert], hers);
  return { ...booted, anna, bert, hers, his, secret, snapshot, rowOf, refusedTo };
}

/** Associations of other collections that lead into ours, and roles that may do everything elsewhere. */
async function leadIntoMail(booted: BootedApp, users: Caller[], hers: Filled): Promise<void> {
  const create = async (action: string, body: unknown) => {
    const { status, body: answer } = await booted.root.post(action, { body });
    expect(status, `${action} ${JSON.stringify(answer)}`).toBe(200);
  };

  await create('collections:create', {
    name: 'customers',
    title: 'Customers',
    autoGenId: true,
    fields: [
      {
        name: 'id',
        type: 'bigInt',
        autoIncrement: true,
        primaryKey: true,
        allowNull: false,
        interface: 'integer',
      },
      { name: 'name', type: 'string', interface: 'input' },
      { name: 'email', type: 'string', interface: 'email', unique: true },
    ],
  });
  await create('collections/customers/fields:create', {
    name: 'mails',
    type: 'hasMany',
    interface: 'o2m',
    target: 'mailMessages',
    sourceKey: 'email',
    foreignKey: 'fromAddress',
    targetKey: 'id',
  });
  await create('collections/customers/fields:create', {
    name: 'mail',
    type: 'belongsTo',
    interface: 'm2o',
    target: 'mailMessages',
    foreignKey: 'mailId',
    targetKey: 'id',
  });
  await create('collections/users/fields:create', {
    name: 'mailAccounts',
    type: 'hasMany',
    interface: 'o2m',
    target: 'mailAccounts',
    sourceKey: 'id',
    foreignKey: 'userId',
    targetKey: 'id',
  });
  for (const caller of users) {
    await create('customers:create', { name: `of ${String(caller.userId)}`, email: senderOf(caller) });
  }
  await booted.app.db.getCollection('customers').model.update({ mailId: hers.messageId }, { where: {} });
  for (const role of ['member', 'admin']) {
    await create('roles:update?filterByTk=' + role, {
      strategy: { actions: ['create', 'view', 'update', 'destroy', 'export', 'importXlsx'] },
    });
  }
}
