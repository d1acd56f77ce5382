import type { Id } from '../../../src/common/index.ts';
import { vectorOf } from '../../../src/server/store/search/postgres.ts';
import { streamOf } from '../../../src/server/store/search/text.ts';
import { personAddress, personName, type MillionMail } from './mails.mts';
import type { Sql } from './sql.mts';

/**
 * Writes messages with their addresses and what search needs. Ids are consecutive, starting with `first`.
 */
export async function writeMails(
  sql: Sql,
  accountId: number,
  folderIds: Id[],
  first: number,
  mails: MillionMail[],
): Promise<void> {
  const person = (one: number) => ({ name: personName(one), address: personAddress(one) });
  const rows = mails.map((mail, index) => ({ ...mail, id: first + index, sender: person(mail.from) }));
  await sql.insert('mailMessages', {
    id: ['bigint', rows.map(({ id }) => id)],
    accountId: ['bigint', rows.map(() => accountId)],
    folderId: ['bigint', rows.map(({ folder }) => folderIds[folder])],
    uidValidity: ['text', rows.map(() => '1')],
    uid: ['bigint', rows.map(({ id }) => id)],
    messageId: ['text', rows.map(({ id }) => `<${id}@bench.example>`)],
    messageIdHash: ['text', rows.map(({ id }) => `message-id-${id}`)],
    identityHash: ['text', rows.map(({ id }) => `identity-${id}`)],
    references: ['text', rows.map(() => '')],
    threadKey: ['text', rows.map(({ thread }) => thread)],
    subject: ['text', rows.map(({ subject }) => subject)],
    fromName: ['text', rows.map(({ sender }) => sender.name)],
    fromAddress: ['text', rows.map(({ sender }) => sender.address)],
    toText: ['text', rows.map(({ to }) => to.map(personName).join(', '))],
    from: ['json', rows.map(({ sender }) => JSON.stringify([sender]))],
    to: ['json', rows.map(({ to }) => JSON.stringify(to.map(person)))],
    cc: ['json', rows.map(() => '[]')],
    bcc: ['json', rows.map(() => '[]')],
    replyTo: ['json', rows.map(() => '[]')],
    sentAt: ['timestamptz', rows.map(({ receivedAt }) => receivedAt)],
    receivedAt: ['timestamptz', rows.map(({ receivedAt }) => receivedAt)],
    size: ['bigint', rows.map(({ text }) => text.length)],
    seen: ['boolean', rows.map(({ seen }) => seen)],
    flagged: ['boolean', rows.map(({ flagged }) => flagged)],
    answered: ['boolean', rows.map(() => false)],
    draft: ['boolean', rows.map(() => false)],
    hasAttachments: ['boolean', rows.map(({ attachment }) => attachment)],
    preview: ['text', rows.map(({ text }) => text.slice(0, 200))],
    bodyState: ['text', rows.map(() => 'stored')],
    createdAt: ['timestamptz', rows.map(({ receivedAt }) => receivedAt)],
    updatedAt: ['timestamptz', rows.map(({ receivedAt }) => receivedAt)],
  });
  const addresses = rows.flatMap(({ id, from, to, receivedAt }) =>
    [{ role: 'from', who: from }, ...to.map((who) => ({ role: 'to', who }))].map((one, index) => ({
      ...{ ...one, id: id * 10 + index, mail: id, receivedAt },
    })),
  );
  await sql.insert('mailAddresses', {
    id: ['bigint', addresses.map(({ id }) => id)],
    mailMessageId: ['bigint', addresses.map(({ mail }) => mail)],
    accountId: ['bigint', addresses.map(() => accountId)],
    role: ['text', addresses.map(({ role }) => role)],
    address: ['text', addresses.map(({ who }) => personAddress(who))],
    domain: ['text', addresses.map(({ who }) => `firm${who % 400}.example`)],
    name: ['text', addresses.map(({ who }) => personName(who))],
    receivedAt: ['timestamptz', addresses.map(({ receivedAt }) => receivedAt)],
  });
  const tokens = rows.map(({ id, sender, subject, to, text, receivedAt }) =>
    vectorOf(
      streamOf({
        ...{ id, accountId, receivedAt, subject, from: [sender], to: to.map(person), cc: [], bcc: [] },
        ...{ files: [], text },
      }),
    ),
  );
  await sql.insert('mailSearch', {
    mailMessageId: ['bigint', rows.map(({ id }) => id)],
    accountId: ['bigint', rows.map(() => accountId)],
    receivedAt: ['timestamptz', rows.map(({ receivedAt }) => receivedAt)],
    vector: ['tsvector', tokens],
  });
}
