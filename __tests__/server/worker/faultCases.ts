import type { AccountState, ErrorCode } from '../../../src/common';
import type { EntraFault, ImapFault } from '../../bed/types';

/** When it is tried again: not before somebody acts, after seconds, after minutes, when the server said. */
export type Again = 'never' | 'soon' | 'slowly' | { after: number };

export interface FaultCase {
  name: string;
  address: string;
  fault: { entra: EntraFault } | { imap: ImapFault };
  state: AccountState;
  reason: ErrorCode;
  again: Again;
}

/**
 * What Microsoft's documents say of these numbers, independent of the table in `aadsts.ts`; the stand-in answers
 * `invalid_grant` with all that it has no other words for, an outage's too.
 */
const DOCUMENTED: ReadonlyArray<[AccountState, ErrorCode, Again, number[]]> = [
  ['reconnect', 'reconnect-required', 'never', [70000, 65004, 12345]],
  ['reconnect', 'session-expired', 'never', [70008, 700082, 70043]],
  ['reconnect', 'password-changed', 'never', [50173, 50133]],
  ['reconnect', 'mfa-required', 'never', [50072, 50074, 50076, 50078, 50079, 50158]],
  ['blocked', 'conditional-access', 'never', [53000, 53003, 530084]],
  ['blocked', 'user-disabled', 'never', [50057]],
  ['blocked', 'admin-consent-required', 'never', [65001, 65006, 90093, 90094]],
  ['blocked', 'client-secret-invalid', 'never', [7000215]],
  ['blocked', 'client-secret-expired', 'never', [7000222]],
  ['blocked', 'client-unknown', 'never', [700016, 7000112]],
  ['blocked', 'account-type-not-allowed', 'never', [50020, 50194]],
  ['blocked', 'invalid-tenant', 'never', [90002]],
  ['blocked', 'invalid-server', 'never', [28000, 70011]],
  ['blocked', 'wrong-cloud', 'never', [90038]],
  ['blocked', 'redirect-mismatch', 'never', [50011]],
  ['unavailable', 'mailbox-unavailable', 'slowly', [500011, 650052]],
  ['throttled', 'throttled', 'soon', [50196]],
  ['unreachable', 'server-unavailable', 'soon', [90012, 90024, 90033]],
  ['unreachable', 'sign-in-failed', 'slowly', [50053, 90014]],
];

const address = (name: string) => `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}@example.com`;

const entra = (
  name: string,
  fault: EntraFault,
  state: AccountState,
  reason: ErrorCode,
  again: Again,
): FaultCase => ({ name, address: address(`entra ${name}`), fault: { entra: fault }, state, reason, again });

const imap = (
  name: string,
  fault: ImapFault,
  state: AccountState,
  reason: ErrorCode,
  again: Again,
): FaultCase => ({ name, address: address(`imap ${name}`), fault: { imap: fault }, state, reason, again });

export const FAULT_CASES: FaultCase[] = [
  ...DOCUMENTED.flatMap(([state, reason, again, numbers]) =>
    numbers.map((code) => entra(`AADSTS${code}`, { kind: 'aadsts', code }, state, reason, again)),
  ),
  entra('429', { kind: 'status', status: 429 }, 'throttled', 'throttled', 'soon'),
  entra('429 for 90 seconds', { kind: 'status', status: 429, retryAfter: 90 }, 'throttled', 'throttled', {
    after: 90_000,
  }),
  entra('HTML 500', { kind: 'status', status: 500 }, 'unreachable', 'server-unavailable', 'soon'),
  entra('HTML 502', { kind: 'status', status: 502 }, 'unreachable', 'server-unavailable', 'soon'),
  entra('503', { kind: 'status', status: 503 }, 'unreachable', 'server-unavailable', 'soon'),
  entra('a reset', { kind: 'reset' }, 'unreachable', 'server-unreachable', 'soon'),
  imap('NO [UNAVAILABLE]', { kind: 'unavailable' }, 'unreachable', 'server-unavailable', 'soon'),
  imap('not connected', { kind: 'not-connected' }, 'unavailable', 'mailbox-unavailable', 'slowly'),
  imap('throttle', { kind: 'throttle', milliseconds: 92_415 }, 'throttled', 'throttled', { after: 92_415 }),
  imap('cuts', { kind: 'cut' }, 'unreachable', 'server-unreachable', 'soon'),
  imap('token BYEs', { kind: 'token-expired-bye' }, 'unreachable', 'token-rejected', 'soon'),
];
