import type { EventMessage } from '../store/messages/eventMessage';

/** Maximum characters of a message's text that a workflow gets: its runs are stored, and listed together. */
export const MOST_TEXT = 20_000;

/**
 * What a workflow learns about a message: `$context` in its variables. Stored by the host with the run, for everybody
 * who may see workflows' runs.
 */
export function eventContext(event: string, message: EventMessage): Record<string, unknown> {
  const { id, accountId, address, folder, messageId, threadKey, subject, from, to, cc, preview } = message;
  return {
    event,
    email: {
      ...{ id: String(id), accountId: String(accountId), account: address },
      ...{ folder: folder.path, messageId, threadKey, subject, from, to, cc, preview },
      replyTo: message.replyTo.length > 0 ? message.replyTo : [from],
      ...{ date: message.sentAt.toISOString(), receivedAt: message.receivedAt.toISOString() },
      text: message.text.slice(0, MOST_TEXT),
      hasAttachments: message.hasAttachments,
      attachments: message.files.map((file) => ({ ...file, id: String(file.id) })),
    },
  };
}
