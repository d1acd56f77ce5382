import type { ErrorCode } from '../../../common';

const NUMBERS: ReadonlyArray<[ErrorCode, readonly number[]]> = [
  // Not registered, or registered for another platform than "Web" (single-page app, public client).
  ['redirect-mismatch', [50011, 70004, 500112, 700025, 900971, 9002325, 9002326, 9002327]],
  // Nobody, or no admin, has consented; or the registration asks for other permissions now.
  ['admin-consent-required', [65001, 65005, 65006, 650056, 650057, 90008, 90093, 90094, 90095, 90099]],
  ['consent-declined', [65004]],
  ['client-secret-invalid', [70002, 7000215, 7000218]],
  ['client-secret-expired', [7000222]],
  // Unknown in this tenant or cloud, or switched off.
  ['client-unknown', [70001, 700011, 700016, 1000031, 7000112, 7000229]],
  ['invalid-tenant', [50059, 50128, 90002, 90019, 900021, 900023]],
  ['wrong-cloud', [50049, 90038, 90051, 900382, 900432, 1000104]],
  // The resource of the scopes is none of this cloud's.
  ['invalid-server', [28000, 28002, 28003, 70011, 700022, 700023]],
  // A personal account at an organization's tenant or the other way round, a guest, or nobody of this tenant.
  [
    'account-type-not-allowed',
    [
      16000, 16003, 50014, 50020, 50034, 50194, 51004, 90072, 90084, 90124, 90126, 90130, 500208, 9001023,
      9002331, 9002332,
    ],
  ],
  ['user-disabled', [50057]],
  // The tenant has no Exchange Online, or its subscription has lapsed.
  ['mailbox-unavailable', [50001, 500011, 500014, 650052, 650054]],
  // Unused for 90 days, or as long as the organization lets a sign-in last.
  ['session-expired', [50089, 50139, 70008, 70043, 700082, 700084]],
  ['password-changed', [50055, 50125, 50132, 50133, 50135, 50142, 50144, 50173]],
  ['mfa-required', [50072, 50074, 50076, 50078, 50079, 50158, 500121]],
  // Policies about devices, places, risks and tenants; see also POLICY.
  [
    'conditional-access',
    [
      50002, 50005, 50097, 50105, 50127, 50129, 50131, 50155, 50161, 50187, 130007, 135011, 500021, 500022,
      500212, 500213,
    ],
  ],
  // Anything else that only the person at a browser can answer.
  ['reconnect-required', [16001, 16002, 50058, 50085, 50136, 50140, 50143, 50199, 70000, 700020]],
  // A client that asks too often, a tenant that does.
  ['throttled', [50088, 50166, 50196, 90055]],
  // The service, or an organization's own sign-in servers behind it.
  [
    'server-unavailable',
    [
      40008, 40010, 50000, 50033, 50087, 51005, 70012, 80001, 80002, 80005, 80007, 80013, 80014, 90006, 90012,
      90024, 90033, 90036, 90090, 90091, 230109, 501621,
    ],
  ],
  // Locked for a while after wrong passwords, or an address of bad repute: it ends by itself.
  ['sign-in-failed', [50053]],
];

/** Conditional access: 53000 to 53099 and 530000 to 530999. */
const POLICY = /^53\d{3,4}$/;

/**
 * Entra's own error numbers, the only stable part of its answers
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
 */
export const AADSTS: ReadonlyMap<number, ErrorCode> = new Map(
  NUMBERS.flatMap(([code, numbers]) => numbers.map((number) => [number, code] as const)),
);

/** What a number means; undefined for one that says nothing to us. */
export const meaningOf = (number: number): ErrorCode | undefined =>
  AADSTS.get(number) ?? (POLICY.test(String(number)) ? 'conditional-access' : undefined);
