import type { ErrorCode } from '../../../common';

const NUMBERS: ReadonlyArray<[ErrorCode, readonly number[]]> = [
  // Not registered, or registered for another platform than "Web" (single-page app, public client).
  ['redirect-mismatch', [50011, 70004, 500112, 700025, 900971, 9002325, 9002326, 9002327]],
  // Neither the user nor an admin has consented, or the registration now asks for other permissions.
  ['admin-consent-required', [65001, 65005, 65006, 650056, 650057, 90008, 90093, 90094, 90095, 90099]],
  ['consent-declined', [65004]],
  ['client-secret-invalid', [70002, 7000215, 7000218]],
  ['client-secret-expired', [7000222]],
  // Unknown in this tenant or cloud, or disabled.
  ['client-unknown', [70001, 700011, 700016, 1000031, 7000112, 7000229]],
  ['invalid-tenant', [50059, 50128, 90002, 90019, 900021, 900023]],
  ['wrong-cloud', [50049, 90038, 90051, 900382, 900432, 1000104]],
  // The resource in the scopes doesn't belong to this cloud, or has no such permission there.
  ['invalid-server', [28000, 28002, 28003, 70011, 650053, 700022, 700023]],
  // A personal account used with an organization's tenant or vice versa, a guest, or a user who isn't in this tenant.
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
  // Unused for 90 days, or for as long as the organization lets a sign-in last.
  ['session-expired', [50089, 50139, 70008, 70043, 700082, 700084]],
  ['password-changed', [50055, 50125, 50132, 50133, 50135, 50142, 50144, 50173]],
  ['mfa-required', [50072, 50074, 50076, 50078, 50079, 50158, 500121]],
  // Policies about devices, locations, risks and tenants; see also POLICY.
  [
    'conditional-access',
    [
      50002, 50005, 50097, 50105, 50127, 50129, 50131, 50155, 50161, 50187, 130007, 135011, 500021, 500022,
      500212, 500213,
    ],
  ],
  // Anything else that only the user can resolve at a browser.
  ['reconnect-required', [16001, 16002, 50058, 50085, 50136, 50140, 50143, 50199, 70000, 700020]],
  // The client or the tenant sends too many requests.
  ['throttled', [50088, 50166, 50196, 90055]],
  // The service itself, or the organization's own sign-in servers behind it.
  [
    'server-unavailable',
    [
      40008, 40010, 50000, 50033, 50087, 51005, 70012, 80001, 80002, 80005, 80007, 80013, 80014, 90006, 90012,
      90024, 90033, 90036, 90090, 90091, 230109, 501621,
    ],
  ],
  // Locked temporarily after wrong passwords, or an IP address with a bad reputation. It clears automatically.
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

/** What an error number means; undefined if it tells us nothing. */
export const meaningOf = (number: number): ErrorCode | undefined =>
  AADSTS.get(number) ?? (POLICY.test(String(number)) ? 'conditional-access' : undefined);
