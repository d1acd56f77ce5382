import type { ComposeInput } from '../../common';
import type { OperationRow } from '../store/operations';

/** What a send has come to so far. Each step is skipped when what it gives is here. */
export interface SendProgress {
  /** Unique for the composed mail: its Message-ID and private header are made of it. */
  token?: string;
  /** The From of the composed mail, and its MAIL FROM. */
  from?: string;
  /** Octets of the composed mail. */
  size?: number;
  /** Everybody it goes to, blind-copy recipients included. */
  recipients?: string[];
  /** Those that the server refused while it took the mail for the others. */
  rejected?: string[];
  appended?: boolean;
  /** How often the mail was looked for in Sent after an unclear end. */
  lookups?: number;
  /** Failures in a row. */
  failures?: number;
  /** When it was asked for, last: milliseconds since the epoch. */
  since?: number;
  /** Values for the sentence of the reason. */
  params?: Record<string, string | number>;
  /** The writer's time zone, minutes east of UTC. */
  offset?: number;
  /** The user said to send again what may have gone before: look in Sent first. */
  lookFirst?: boolean;
  /** Headers of the original, kept for the case that it is gone by then. */
  thread?: { inReplyTo?: string; references?: string[] };
}

export type SendOperation = OperationRow<ComposeInput, SendProgress>;

/** A send is stored as the same row as any operation; its kind says what its payload is. */
export const asSend = (operation: OperationRow): SendOperation => operation as unknown as SendOperation;
