import type { MicrosoftErrorCode } from '../../../common/microsoftErrors';
import { rule, SLOW, type ErrorRule } from '../../errorRule';

/** The part of the table in `errors.ts` that applies only to Microsoft. */
export const MICROSOFT_ERRORS: Record<MicrosoftErrorCode, ErrorRule> = {
  'admin-consent-required': rule('admin', 'blocked', 'blocked', 400),
  'account-type-not-allowed': rule('admin', 'blocked', 'blocked', 400),
  'conditional-access': rule('admin', 'blocked', 'blocked', 400),
  'wrong-tenant': rule('admin', 'blocked', 'blocked', 400),
  'wrong-cloud': rule('admin', 'blocked', 'blocked', 400),
  'shared-mailbox-denied': rule('admin', 'retry', 'unavailable', 400, SLOW),
  'smtp-disabled': rule('admin', 'give-up', 'receive-only', 400),
  'invalid-tenant': rule('admin', 'blocked', 'blocked', 400),
  'client-secret-expired': rule('admin', 'blocked', 'blocked', 400),
};
