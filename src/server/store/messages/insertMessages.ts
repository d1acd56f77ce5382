import type { Transaction } from 'sequelize';
import type { Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { fillBlindCopies } from './blindCopies';
import { noteCorrespondents } from '../correspondents/correspondents';
import { presentDate } from '../db/clock';
import { insertRows } from '../db/insertRows';
import type { MessageDraft } from '../messageDraft';
import { resolveThreads } from '../threads/resolveThreads';
import { settleCampaigns } from './settleCampaigns';
import { wakeByNews } from './snoozes';
import { settleTodos } from './todos';
import { indexMails, type SearchText } from '../search';

type Row = Record<string, unknown>;

const ROLES = ['from', 'to', 'cc', 'bcc', 'replyTo'] as const;
/** Maximum characters; MySQL's TEXT holds 64 KiB. */
const MAX_RECIPIENTS_TEXT = 10_000;
const MAX_REFERENCES_TEXT = 30_000;

/** The folder that messages are stored in. */
export interface FolderRef {
  accountId: Id;
  folderId: Id;
  uidValidity: string;
}

/**
 * Stores new messages with their addresses and attachments, in a few statements for all of them. `ids` contains the ids
 * of messages that keep theirs.
 */
export async function insertMessages(
  ctx: MailContext,
  place: FolderRef,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
  ids?: ReadonlyMap<MessageDraft, Id>,
): Promise<void> {
  if (drafts.length === 0) return;
  await fillBlindCopies(ctx, place.accountId, drafts, transaction);
  const threads = await resolveThreads(ctx, place.accountId, drafts, transaction);
  const messages: Row[] = [];
  const addresses: Row[] = [];
  const attachments: Row[] = [];
  const searchable: SearchText[] = [];
  const newId = () => ctx.app.snowflakeIdGenerator.generate();
  const { accountId } = place;
  const setAsideAt = drafts.some(({ bodyError }) => bodyError) ? await presentDate(ctx, transaction) : null;
  for (const draft of drafts) {
    const mailMessageId = ids?.get(draft) ?? newId();
    messages.push({
      id: mailMessageId,
      ...place,
      ...messageValues(draft, setAsideAt),
      threadKey: threads.get(draft),
    });
    for (const row of addressValues(draft)) addresses.push({ id: newId(), mailMessageId, accountId, ...row });
    for (const file of draft.attachments)
      attachments.push({ id: newId(), mailMessageId, accountId, ...file });
    searchable.push({ id: mailMessageId as Id, accountId, ...searchValues(draft) });
  }
  await insertRows(ctx, 'mailMessages', messages, transaction);
  await insertRows(ctx, 'mailAddresses', addresses, transaction);
  await insertRows(ctx, 'mailAttachments', attachments, transaction);
  await indexMails(ctx, searchable, transaction);
  await noteCorrespondents(ctx, place, drafts, transaction);
  await settleTodos(ctx, accountId, drafts, threads, transaction);
  await wakeByNews(ctx, place, drafts, threads, transaction);
  await settleCampaigns(ctx, accountId, drafts, transaction);
}

/** The texts that can be searched before the body is there. */
function searchValues(draft: MessageDraft): Omit<SearchText, 'id' | 'accountId'> {
  const { subject, from, to, cc, bcc, receivedAt, attachments } = draft;
  const files = attachments.map(({ filename }) => filename);
  return { subject, from, to, cc, bcc, receivedAt, files, text: '' };
}

function messageValues(draft: MessageDraft, setAsideAt: Date | null): Row {
  const [sender] = draft.from;
  const recipients = [...draft.to, ...draft.cc].map((one) => one.name || one.address).join(', ');
  return {
    uid: draft.uid,
    messageId: draft.messageId,
    messageIdHash: draft.messageIdHash,
    inReplyTo: draft.inReplyTo,
    references: draft.references.join(' ').slice(0, MAX_REFERENCES_TEXT),
    identityHash: draft.identityHash,
    subjectHash: draft.subjectHash,
    subject: draft.subject,
    fromName: sender?.name || sender?.address || '',
    fromAddress: (sender?.address ?? '').toLowerCase(),
    toText: recipients.slice(0, MAX_RECIPIENTS_TEXT),
    from: draft.from,
    to: draft.to,
    cc: draft.cc,
    bcc: draft.bcc,
    replyTo: draft.replyTo,
    sentAt: draft.sentAt,
    receivedAt: draft.receivedAt,
    size: draft.size,
    seen: draft.seen,
    flagged: draft.flagged,
    answered: draft.answered,
    draft: draft.draft,
    hasAttachments: draft.attachments.some((file) => !file.inline),
    preview: '',
    textParts: draft.textParts,
    bodyState: draft.bodyError ? 'failed' : 'pending',
    bodyError: draft.bodyError,
    setAsideAt: draft.bodyError ? setAsideAt : null,
    headerMissing: draft.headerMissing ?? false,
    vanishedAt: null,
  };
}

function addressValues(draft: MessageDraft): Row[] {
  const { receivedAt } = draft;
  return ROLES.flatMap((role) => {
    const seen = new Set<string>();
    return draft[role].flatMap(({ name, address }: MailAddress) => {
      const lower = address.toLowerCase();
      if (lower === '' || seen.has(lower)) return [];
      seen.add(lower);
      return [{ role, address: lower, domain: lower.slice(lower.lastIndexOf('@') + 1), name, receivedAt }];
    });
  });
}
