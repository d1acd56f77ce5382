/** What a message says about its place in a conversation. */
export interface ThreadHeaders {
  messageId: string | null;
  inReplyTo: string | null;
  /** Message-IDs, oldest first, separated by whitespace. */
  references: string | null;
}

const MESSAGE_ID = /<[^<>\s]{1,900}>/g;
/**
 * Maximum references. The middle ones are omitted, as RFC 5537 §3.4.4 allows: the root and the newest suffice to find
 * the thread.
 */
const MOST = 30;

/**
 * In-Reply-To and References of a reply (RFC 5322 §3.6.4): the parent's References, or its In-Reply-To if that names
 * exactly one message, followed by the parent itself. Empty if the parent has no Message-ID.
 */
export function replyHeaders(parent: ThreadHeaders): { inReplyTo?: string; references?: string[] } {
  const own = idsOf(parent.messageId)[0];
  if (!own) return {};
  const before = idsOf(parent.references);
  const answered = idsOf(parent.inReplyTo);
  const line = before.length ? before : answered.length === 1 ? answered : [];
  const references = [...new Set(line.filter((id) => id !== own)), own];
  const kept =
    references.length > MOST ? [...references.slice(0, 1), ...references.slice(1 - MOST)] : references;
  return { inReplyTo: own, references: kept };
}

const idsOf = (value: string | null): string[] => value?.match(MESSAGE_ID) ?? [];
