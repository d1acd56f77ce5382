import type { ErrorCode } from './errors';
import type { RecordRef } from './templates';
import type { Id, MailAddress, UploadView } from './types';

/** Maximum recipients of one bulk email. */
export const MOST_CAMPAIGN_RECIPIENTS = 5_000;
/** Maximum number of bulk emails that one person may have. */
export const MOST_CAMPAIGNS = 200;

/**
 * `draft` until it's started; `paused` by its writer, or because of a problem (`reason`). Sent to nobody else once it's
 * `canceled` or `done`.
 */
export const CAMPAIGN_STATES = ['draft', 'running', 'paused', 'canceled', 'done'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/**
 * `waiting` to be sent; `sending` while it's in the outbox; `unclear` if it may have been sent; `leftOut` gets nothing
 * (`reason` says why); `canceled` gets nothing because the bulk email was canceled.
 */
export const RECIPIENT_STATES = [
  'waiting',
  'sending',
  'sent',
  'failed',
  'unclear',
  'leftOut',
  'canceled',
] as const;
export type RecipientState = (typeof RECIPIENT_STATES)[number];

/** Why somebody gets nothing: `suppressed` doesn't want any bulk email, `noValue` lacks a value that the text needs. */
export const LEFT_OUT_REASONS = ['duplicate', 'invalid', 'noAddress', 'suppressed', 'noValue'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What is known of a message that was sent. */
export const RECIPIENT_OUTCOMES = ['bounced', 'answered'] as const;
export type RecipientOutcome = (typeof RECIPIENT_OUTCOMES)[number];

/** What a person writes. */
export interface CampaignInput {
  accountId: Id;
  /** Null for the account's default. */
  identityId: Id | null;
  /** With variables, like the text of a template. */
  subject: string;
  html: string;
  /** The caller's uploads. The bulk email keeps copies of its own. */
  uploadIds: Id[];
  /** The language in which dates and numbers are written; '' for the writer's own. */
  language: string;
  /** Whether recipients can unsubscribe by a link below the text and with their mail program's own button. */
  unsubscribe: boolean;
}

/**
 * Who gets a bulk email: addresses, or records with the fields that contain addresses (`email`, `contact.email`), by
 * their keys or by a filter of the host's.
 */
export type RecipientSource =
  | { addresses: MailAddress[] }
  | { collection: string; ids: Id[]; fields: string[] }
  | { collection: string; filter: object; fields: string[] };

/** Numbers of recipients: of those in each state, and of those with an outcome. `total` doesn't include `leftOut`. */
export type CampaignCounts = Record<RecipientState | RecipientOutcome | 'unsubscribed' | 'total', number>;

/** `GET mailCampaigns:summaries`, newest first. */
export interface CampaignSummary {
  id: Id;
  accountId: Id;
  state: CampaignState;
  /** Why it's paused, if not by its writer. */
  reason: ErrorCode | null;
  subject: string;
  counts: CampaignCounts;
  /** The mailbox's outbox waits until then (ISO 8601), and why. */
  waitsUntil: string | null;
  waitReason: ErrorCode | null;
  /** Minutes that it will take from now at most, as far as the server's limit per minute goes; null if there is none. */
  minutes: number | null;
  /** ISO 8601. */
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
}

/** `GET mailCampaigns:open`. */
export interface CampaignView extends CampaignSummary, Omit<CampaignInput, 'uploadIds'> {
  files: UploadView[];
  /** The collection that the recipients' records are from; null if there are none. */
  collection: string | null;
}

/** `POST mailCampaigns:addRecipients`. */
export interface RecipientsAdded {
  added: number;
  /** Numbers of those that are listed but get nothing. */
  leftOut: Partial<Record<LeftOutReason, number>>;
}

/** `GET mailCampaigns:recipients`. */
export interface CampaignRecipientView {
  id: Id;
  name: string;
  /** As it was given, if it isn't valid. */
  address: string;
  record: RecordRef | null;
  state: RecipientState;
  reason: ErrorCode | LeftOutReason | null;
  outcome: RecipientOutcome | null;
  /** Whether this message's link was used to unsubscribe. */
  unsubscribed: boolean;
  sentAt: string | null;
  /** The copy in Sent, if it's stored here. */
  messageId: Id | null;
  folderId: Id | null;
}

/** `GET mailCampaigns:preview`: the message as a recipient will get it. */
export interface CampaignPreview {
  recipient: Pick<CampaignRecipientView, 'id' | 'name' | 'address'> | null;
  subject: string;
  html: string;
  /** Variables without a value, such as `$record.city`. */
  missing: string[];
}

/** What happens to recipients without a value for a variable: they get nothing, or the text without it. */
export const MISSING_VALUES = ['leaveOut', 'empty'] as const;
export type MissingValues = (typeof MISSING_VALUES)[number];

/** `GET mailCampaigns:check`: what starting it would mean. */
export interface CampaignCheck {
  /** Recipients with all values. */
  ready: number;
  /** Recipients who lack some, and how many lack each. */
  incomplete: number;
  missing: Array<{ variable: string; count: number }>;
  /** Recipients who have asked for no more bulk email since they were added. */
  suppressed: number;
  /** The server's limits; null for none. */
  perMinute: number | null;
  perDay: number | null;
  /** Minutes that it will take at least; null if there is no limit per minute. */
  minutes: number | null;
}

/** Why an address gets no bulk email. */
export const SUPPRESSION_REASONS = ['unsubscribed', 'bounced', 'manual'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** `GET mailSuppressions:list`, newest first. */
export interface SuppressionView {
  id: Id;
  /** An address, or a whole domain: `@example.com`. */
  address: string;
  reason: SuppressionReason;
  /** ISO 8601. */
  createdAt: string;
}
