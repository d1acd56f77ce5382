/** Reason codes that only Microsoft produces; `server/providers/microsoft/errorRules.ts` says what to do about each. */
export const MICROSOFT_ERROR_CODES = [
  'admin-consent-required',
  'account-type-not-allowed',
  'conditional-access',
  'wrong-tenant',
  'wrong-cloud',
  'shared-mailbox-denied',
  'smtp-disabled',
  'invalid-tenant',
  'client-secret-expired',
] as const;

export type MicrosoftErrorCode = (typeof MICROSOFT_ERROR_CODES)[number];
