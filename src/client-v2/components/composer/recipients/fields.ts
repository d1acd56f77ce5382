import type { MailAddress } from '../../../../common';

/** The fields that name recipients (RFC 5322 §3.6.3), in the order they are shown. */
export const RECIPIENT_FIELDS = ['to', 'cc', 'bcc'] as const;
export type RecipientField = (typeof RECIPIENT_FIELDS)[number];

/** Names of the fields; keys in the locale files. */
export const FIELD_NAMES: Record<RecipientField, string> = { to: 'To', cc: 'Cc', bcc: 'Bcc' };

/** A recipient in one of the fields. */
export interface PlacedRecipient {
  field: RecipientField;
  entry: MailAddress;
}
