import { randomUUID } from 'node:crypto';
import type { Application } from '@nocobase/server';
import type { CollectionName, Id } from '../../../src/common';
import type { Caller } from '../boot';

/** Ids of the rows that {@link fillAccount} made. */
export interface Filled {
  accountId: Id;
  folderId: Id;
  messageId: Id;
  threadId: Id;
  noteId: Id;
  linkId: Id;
  referenceId: Id;
  blindCopyId: Id;
  backfillId: Id;
  addressId: Id;
  correspondentId: Id;
  correspondentWordId: Id;
  attachmentId: Id;
  operationId: Id;
  uploadId: Id;
  draftId: Id;
  identityId: Id;
  eventId: Id;
  todoId: Id;
  grantId: Id;
  triggerId: Id;
  jobId: Id;
  campaignId: Id;
  campaignRecipientId: Id;
}

/** What belongs to the person too, and not to the account. */
export interface FilledUser extends Filled {
  templateId: Id;
  groupId: Id;
  labelId: Id;
}

/** A text that occurs in every readable field of the rows made, to look for where it must not be. */
export const secretOf = (caller: Caller): string => `geheim-${String(caller.userId)}-inhalt`;

/** The address that a customer's page would find the mail of {@link fillAccount} by; no secret. */
export const senderOf = (caller: Caller): string => `sender-${String(caller.userId)}@example.com`;

/** An account with its credential, as connecting leaves it, and everything in it. */
export async function createFilled(app: Application, caller: Caller): Promise<FilledUser> {
  const secret = secretOf(caller);
  const account = await app.db.getCollection('mailAccounts').model.create({
    userId: caller.userId,
    provider: 'microsoft',
    identity: secret,
    address: `${secret}@example.com`,
    displayName: secret,
    state: 'connected',
  });
  const accountId = account.get('id') as Id;
  await app.db.getCollection('mailTokens').model.create({ accountId, credential: secret, version: 1 });
  const preferences = { inApp: true, folders: [secret], quietFrom: 0, quietTo: 1, timeZone: 'UTC' };
  await app.db.getCollection('mailPreferences').model.create({ userId: caller.userId, ...preferences });
  await app.db.getCollection('mailConnects').model.create({
    stateHash: secret,
    browserHash: secret,
    userId: caller.userId,
    provider: 'microsoft',
    accountId,
    proof: secret,
    redirectUri: secret,
    returnTo: '/',
    expiresAt: new Date(Date.now() + 60_000),
  });
  const template = await app.db.getCollection('mailTemplates').model.create({
    ...{ userId: caller.userId, folder: secret, title: secret, subject: secret, html: secret },
    ...{ preview: secret, roles: [], uploadIds: [] },
  });
  const group = await app.db.getCollection('mailGroups').model.create({
    ...{ userId: caller.userId, name: secret, members: [{ name: secret, address: 'x@y.z' }] },
  });
  const label = await app.db.getCollection('mailLabels').model.create({
    ...{ userId: caller.userId, name: secret, nameKey: secret, color: 'blue' },
  });
  const idOf = (row: { get(name: string): unknown }) => row.get('id') as Id;
  const filled = await fillAccount(app, caller, accountId);
  return { ...filled, templateId: idOf(template), groupId: idOf(group), labelId: idOf(label) };
}

/** A row in every collection for an account, as syncing and sending leave them. */
export async function fillAccount(app: Application, caller: Caller, accountId: Id): Promise<Filled> {
  const secret = secretOf(caller);
  const create = async (collection: CollectionName, values: Record<string, unknown>): Promise<Id> => {
    const row = await app.db.getCollection(collection).model.create(values);
    return row.get('id') as Id;
  };
  const blob = async () => {
    const blobId = randomUUID();
    for (const seq of [0, 1]) await create('mailBlobs', { blobId, seq, data: Buffer.from(secret) });
    return blobId;
  };
  const folderId = await create('mailFolders', {
    accountId,
    path: secret,
    pathHash: randomUUID(),
    name: secret,
    role: 'inbox',
    total: 1,
    unread: 1,
  });
  const messageId = await create('mailMessages', {
    accountId,
    folderId,
    uidValidity: '1',
    uid: 7,
    subject: secret,
    fromName: secret,
    toText: secret,
    preview: secret,
    fromAddress: senderOf(caller),
    messageId: `<${secret}@example.com>`,
    from: [{ name: secret, address: 'x@y.z' }],
    identityHash: secret,
    threadKey: secret,
    receivedAt: new Date(),
    sentAt: new Date(),
  });
  await create('mailMessageLabels', {
    ...{ labelId: 1, mailMessageId: messageId, accountId, receivedAt: new Date() },
  });
  const noteId = await create('mailNotes', {
    ...{ accountId, userId: caller.userId, mailMessageId: messageId, threadKey: secret },
    ...{ text: secret, writtenAt: new Date() },
  });
  const linkId = await create('mailLinks', {
    ...{ userId: caller.userId, accountId, mailMessageId: messageId, receivedAt: new Date() },
    ...{ dataSource: 'main', collection: 'customers', recordKey: secret, origin: 'hand' },
  });
  const threadId = await create('mailThreads', {
    ...{ accountId, folderId, threadKey: secret, subject: secret, latestMessageId: messageId },
    ...{ total: 1, unread: 1, flagged: 0, hasAttachments: true, latestAt: new Date() },
    participants: [{ name: secret, address: senderOf(caller) }],
  });
  const referenceId = await create('mailReferences', {
    ...{ accountId, idHash: secret, threadKey: secret },
  });
  const blindCopyId = await create('mailBlindCopies', {
    ...{ accountId, token: secret, recipients: [{ name: secret, address: 'x@y.z' }] },
  });
  const backfillId = await create('mailBackfills', {
    ...{ accountId, name: 'conversations', state: 'done', cursor: secret },
  });
  const addressId = await create('mailAddresses', {
    accountId,
    mailMessageId: messageId,
    role: 'from',
    address: `${secret}@example.com`,
    domain: secret,
    name: secret,
  });
  const correspondentId = await create('mailCorrespondents', {
    ...{ accountId, address: `${secret}@example.com`, name: secret, standing: 2, weight: 1 },
    lastAt: new Date(),
  });
  const correspondentWordId = await create('mailCorrespondentWords', {
    ...{ accountId, address: `${secret}@example.com`, word: Buffer.from(secret).toString('hex') },
  });
  const attachmentId = await create('mailAttachments', {
    accountId,
    mailMessageId: messageId,
    part: '2',
    filename: `${secret}.pdf`,
    contentType: 'application/pdf',
  });
  await create('mailBodies', { accountId, mailMessageId: messageId, text: secret, html: secret });
  await create('mailSearch', { accountId, mailMessageId: messageId, receivedAt: new Date() });
  const uploadId = await create('mailUploads', {
    userId: caller.userId,
    filename: `${secret}.txt`,
    contentType: 'text/plain',
    blobId: await blob(),
  });
  const operationId = await create('mailOperations', {
    accountId,
    userId: caller.userId,
    kind: 'send',
    state: 'pending',
    blobId: await blob(),
    payload: { subject: secret, uploadIds: [uploadId] },
  });
  const draftId = await create('mailDrafts', {
    ...{
      accountId,
      userId: caller.userId,
      key: randomUUID(),
      token: randomUUID(),
      state: 'open',
      version: 1,
    },
    payload: {
      accountId,
      to: [],
      cc: [],
      bcc: [],
      subject: secret,
      html: secret,
      uploadIds: [],
      attachmentIds: [],
    },
  });
  const identityId = await create('mailIdentities', {
    accountId,
    name: secret,
    address: `${secret}@alias.example`,
    signature: `<p>${secret}</p>`,
    isDefault: true,
  });
  const at = new Date();
  const todoId = await create('mailTodos', {
    ...{ accountId, userId: caller.userId, kind: 'noAnswer', state: 'due', dueAt: at, sentAt: at },
    ...{
      token: randomUUID(),
      idHash: secret,
      subject: secret,
      recipients: [{ name: secret, address: 'x@y.z' }],
    },
  });
  const grantId = await create('mailGrants', {
    ...{ accountId, kind: 'workflow', grantee: secret, allows: ['events'], grantedById: caller.userId },
  });
  const triggerId = await create('mailTriggers', {
    ...{ accountId, mailMessageId: messageId, event: 'received', workflowKey: secret },
    ...{ eventKey: `${secret}:${String(messageId)}`, state: 'done' },
  });
  const jobId = await create('mailJobs', {
    ...{ accountId, userId: caller.userId, jobId: messageId, workflowKey: secret, stack: [], state: 'done' },
    payload: { subject: secret },
  });
  const campaignId = await create('mailCampaigns', {
    ...{ accountId, userId: caller.userId, state: 'paused', subject: secret, html: secret, uploadIds: [] },
  });
  const campaignRecipientId = await create('mailCampaignRecipients', {
    ...{ campaignId, accountId, name: secret, address: `${secret}@y.z`, state: 'sent' },
  });
  const eventId = await create('mailEvents', {
    ...{ accountId, kind: 'connected', node: secret, firstAt: at, at },
  });
  await create('mailLeases', { accountId, owner: secret, until: 0, fence: 1 });
  return {
    ...{ accountId, folderId, messageId, addressId, attachmentId, operationId, uploadId, draftId },
    ...{
      identityId,
      eventId,
      todoId,
      grantId,
      triggerId,
      jobId,
      noteId,
      linkId,
      threadId,
      referenceId,
      blindCopyId,
      backfillId,
    },
    ...{ correspondentId, correspondentWordId, campaignId, campaignRecipientId },
  };
}
