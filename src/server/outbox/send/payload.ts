import type { ComposeInput, Id } from '../../../common';
import type { AutoSubmitted } from '../../mime/compose';
import type { OperationRow } from '../../store/outbox/operations';

/** Identifies a message that was handed to a server, to look for it later. */
export interface Submission {
  /** The account whose Sent is searched; a send's account may be changed before another attempt. */
  accountId: Id;
  token: string;
}

/** What a send has achieved so far. A step is skipped if its result is already here. */
export interface SendProgress {
  /** Unique for the composed message: its Message-ID and private header are derived from it. */
  token?: string;
  /** From of the composed message, and its MAIL FROM. */
  from?: string;
  /** Octets of the composed message. */
  size?: number;
  /** Whether the composed message contains octets beyond ASCII. */
  isEightBit?: boolean;
  /** All recipients, including blind copies. */
  recipients?: string[];
  /** Recipients that the server refused while it accepted the message for the others. */
  rejected?: string[];
  /** Some recipients have it. `recipients` are those who don't, and a copy in Sent says nothing about them. */
  partly?: boolean;
  appended?: boolean;
  /** How often the message was looked for in Sent after an unclear outcome. */
  lookups?: number;
  /** Consecutive failures. */
  failures?: number;
  /** When it was last requested: milliseconds since the epoch. */
  since?: number;
  /** Values for the reason's sentence. */
  params?: Record<string, string | number>;
  /** The writer's UTC offset in minutes east, for a message whose `timeZone` isn't known. */
  offset?: number;
  /**
   * Submissions of this or an earlier version that may have gone out: Sent is searched for them before anything is
   * sent.
   */
  mayHaveGone?: Submission[];
  /** SHA-256 of the request, in hex: a different one with the same key is another message. */
  digest?: string;
  /** Headers of the original, kept in case it is gone by then. */
  thread?: { inReplyTo?: string; references?: string[] };
}

/** The message to be sent. */
export interface SendPayload extends ComposeInput {
  /** An iCalendar object included as an alternative of the text: the answer to an invitation (RFC 6047 §2.4). */
  calendarReply?: string;
  /** For a bulk email whose recipients can unsubscribe: where (RFC 8058). */
  unsubscribeUrl?: string;
  /** For a message that a program sends by itself. */
  autoSubmitted?: AutoSubmitted;
}

export type SendOperation = OperationRow<SendPayload, SendProgress>;

/** A send whose message has been composed and stored. */
export type ComposedSend = SendOperation & {
  blobId: string;
  progress: SendProgress & Required<Pick<SendProgress, 'token' | 'from' | 'size' | 'recipients'>>;
};

/** Whether the send's message has been composed and stored. */
export const isComposed = (operation: SendOperation): operation is ComposedSend =>
  operation.blobId !== null && operation.progress.token !== undefined;

/** Sends are stored in the same rows as all operations; a row's kind determines the type of its payload. */
export const asSend = (operation: OperationRow): SendOperation => operation as unknown as SendOperation;

/** All submissions of a send that may have gone out, and would be forgotten if the send were changed. */
export function mayHaveGone({
  state,
  accountId,
  progress,
}: Pick<SendOperation, 'state' | 'accountId' | 'progress'>): Submission[] {
  const { mayHaveGone: before = [], token, partly } = progress;
  if (state !== 'unclear' || !token || partly || before.some((each) => each.token === token)) return before;
  return [...before, { accountId, token }];
}
