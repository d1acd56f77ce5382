import { z } from 'zod';
import type { LabelView, MessageText, MessageView, WrittenDraft } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import type { AssistantTool } from '../host';
import { runTool, type Call } from './callAction';
import { NOTE, readingOf, rowOf } from './readings';

/** Rows that a search returns, and messages of a conversation that are read. */
const MOST_FOUND = 25;
const MOST_READ = 10;
/** Characters of one message, and of each message of a conversation: what a model can take in. */
const LONGEST = 20_000;
const LONGEST_OF_MANY = 5_000;

const id = z.union([z.int(), z.string()]).describe('The id of a message, from mailSearch');
const SEARCH = z.object({
  query: z
    .string()
    .describe(
      'As in Gmail: words, "phrases", from:, to:, subject:, has:attachment, filename:, label:, in:inbox, is:unread, is:flagged, before:2026-01-31, after:, newer_than:7d, OR, parentheses, and - for “not”. Empty for the newest messages.',
    ),
  limit: z.int().min(1).max(MOST_FOUND).default(10),
});
const READ = z.object({ messageId: id });
const CONVERSATION = z.object({ threadKey: z.string().describe('The threadKey of one of its messages') });
const DRAFT = z.object({
  answerTo: id.optional().describe('The message that it answers; leave it out for a new message'),
  kind: z.enum(['reply', 'replyAll', 'forward']).optional(),
  accountId: z
    .union([z.int(), z.string()])
    .optional()
    .describe('The mailbox of a new message; that of the newest message if omitted'),
  to: z.array(z.string()).optional().describe('“Name <address>” or an address; not needed for a reply'),
  cc: z.array(z.string()).optional(),
  subject: z.string().optional().describe('Not needed for an answer'),
  text: z.string().describe('Plain text, without signature and without the original'),
});
const LABEL = z.object({
  messageIds: z.array(id).min(1).max(100),
  add: z.array(z.string()).default([]).describe('Names of existing labels'),
  remove: z.array(z.string()).default([]).describe('Names of existing labels'),
});
const NOTHING = z.object({});

/** The tools of the mail assistant: reading is free, whatever changes something asks first, and nothing sends. */
export function toolsOf(mail: MailContext): AssistantTool[] {
  const tool = <Schema extends z.ZodObject>(
    name: string,
    texts: { description: string; asks?: boolean },
    schema: Schema,
    work: (call: Call, args: z.output<Schema>) => Promise<unknown>,
  ): AssistantTool => ({
    name,
    title: `assistant.${name}`,
    about: `assistant.${name}.about`,
    description: texts.description,
    schema: z.toJSONSchema(schema, { io: 'input' }),
    asks: texts.asks ?? false,
    run: (http, args) =>
      runTool(mail, http, (call) => {
        const { success, data, error } = schema.safeParse(args ?? {});
        if (!success) throw new MailError('invalid-input', { params: { field: fieldOf(error) } });
        return work(call, data);
      }),
  });
  return [
    tool(
      'mailSearch',
      {
        description:
          'Finds the person’s emails, newest first: senders, subjects and dates. mailRead has the text.',
      },
      SEARCH,
      async (call, { query, limit }) => {
        const { rows } = (await call('mailMessages:page', { q: query, limit })) as { rows: MessageView[] };
        return { messages: rows.map(rowOf) };
      },
    ),
    tool(
      'mailRead',
      { description: 'Reads one email as plain text.' },
      READ,
      async (call, { messageId }) => ({ note: NOTE, ...readingOf(await textOf(call, messageId), LONGEST) }),
    ),
    tool(
      'mailConversation',
      { description: `Reads the newest ${MOST_READ} emails of a conversation, oldest first.` },
      CONVERSATION,
      async (call, { threadKey }) => {
        const page = { threadKey, limit: MOST_READ };
        const { rows, next } = (await call('mailMessages:page', page)) as {
          rows: MessageView[];
          next: unknown;
        };
        const texts: object[] = [];
        for (const row of rows.reverse()) texts.push(readingOf(await textOf(call, row.id), LONGEST_OF_MANY));
        return { note: NOTE, messages: texts, hasOlder: Boolean(next) };
      },
    ),
    tool('mailLabels', { description: 'Lists the person’s labels.' }, NOTHING, async (call) => ({
      labels: (await labelsOf(call)).map(({ name }) => name),
    })),
    tool(
      'mailDraft',
      {
        description:
          'Writes a draft into the person’s Drafts folder, for them to read and send. Recipients, subject, quote and signature of an answer are added.',
        asks: true,
      },
      DRAFT,
      async (call, { answerTo, kind, ...written }) => {
        const answer = answerTo === undefined ? undefined : { messageId: answerTo, kind };
        const accountId = answer ? undefined : (written.accountId ?? (await firstAccount(call)));
        const values = { ...written, accountId, answer };
        const { id: draftId, subject, to } = (await call('mailDrafts:write', { values })) as WrittenDraft;
        return { draftId, subject, to, note: 'It is in Drafts and has not been sent.' };
      },
    ),
    tool(
      'mailLabel',
      { description: 'Puts labels on emails, and removes them.', asks: true },
      LABEL,
      async (call, { messageIds, add, remove }) => {
        const known = await labelsOf(call);
        const values = { ids: messageIds, add: idsOf(known, add), remove: idsOf(known, remove) };
        const { changed } = (await call('mailMessages:label', { values })) as { changed: unknown[] };
        return { changed: changed.length };
      },
    ),
  ];
}

/** The argument that is wrong. */
const fieldOf = ({ issues }: z.ZodError): string => String(issues[0]?.path[0] ?? '');

const textOf = async (call: Call, messageId: string | number) =>
  (await call('mailMessages:text', { filterByTk: messageId })) as MessageText;

const labelsOf = async (call: Call) => (await call('mailLabels:list', {})) as LabelView[];

/** Throws `invalid-input`, which names the first one that no label has. */
function idsOf(labels: readonly LabelView[], names: readonly string[]): unknown[] {
  return names.map((name) => {
    const found = labels.find((label) => label.name.toLowerCase() === name.trim().toLowerCase());
    if (!found) throw new MailError('invalid-input', { params: { field: name } });
    return found.id;
  });
}

/** The mailbox of the newest message, which is the one that the person uses. */
async function firstAccount(call: Call): Promise<unknown> {
  const { rows } = (await call('mailMessages:page', { limit: 1 })) as { rows: MessageView[] };
  return rows[0]?.accountId;
}
