/** How Entra answers with one of its codes: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export interface EntraCode {
  /** RFC 6749 §5.2 error of the token endpoint. */
  error: string;
  suberror?: string;
  status: number;
  text: string;
  /** On the authorize side: `page` for an error page of Entra itself, or a redirect with this error (RFC 6749 §4.1.2.1). */
  authorize: string;
}

const code = (
  error: string,
  status: number,
  text: string,
  authorize: string = 'page',
  suberror?: string,
): EntraCode => ({ error, status, text, authorize, suberror });

/** The codes that the plugin has to tell apart. `{app}` and `{tenant}` are filled in. */
export const ENTRA_CODES = new Map<number, EntraCode>([
  [
    28000,
    code(
      'invalid_request',
      400,
      'Provided value for the input parameter scope is not valid because it contains more than one resource.',
    ),
  ],
  [
    50011,
    code(
      'invalid_request',
      400,
      "The redirect URI specified in the request does not match the redirect URIs configured for the application '{app}'.",
    ),
  ],
  [
    50020,
    code(
      'invalid_request',
      400,
      "User account from identity provider 'live.com' does not exist in tenant '{tenant}' and cannot access the application '{app}' in that tenant.",
    ),
  ],
  [
    50058,
    code(
      'login_required',
      400,
      'A silent sign-in request was sent but no user is signed in.',
      'login_required',
    ),
  ],
  [
    50059,
    code(
      'invalid_request',
      400,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    ),
  ],
  [
    50076,
    code(
      'invalid_grant',
      400,
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000002-0000-0ff1-ce00-000000000000'.",
      'interaction_required',
      'basic_action',
    ),
  ],
  [
    50079,
    code(
      'interaction_required',
      400,
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication.',
      'interaction_required',
      'basic_action',
    ),
  ],
  [
    50173,
    code(
      'invalid_grant',
      400,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    ),
  ],
  [
    50194,
    code(
      'invalid_request',
      400,
      "Application '{app}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'.",
    ),
  ],
  [
    53003,
    code(
      'invalid_grant',
      400,
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      'access_denied',
      'message_only',
    ),
  ],
  [
    54005,
    code(
      'invalid_grant',
      400,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
  ],
  [
    65001,
    code(
      'invalid_grant',
      400,
      "The user or administrator has not consented to use the application with ID '{app}'. Send an interactive authorization request for this user and resource.",
      'consent_required',
      'consent_required',
    ),
  ],
  [65004, code('access_denied', 400, 'User declined to consent to access the app.', 'access_denied')],
  [
    65006,
    code(
      'invalid_grant',
      400,
      "The application's list of required permissions has changed since it was consented to.",
      'access_denied',
      'consent_required',
    ),
  ],
  [
    70002,
    code(
      'invalid_request',
      400,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  ],
  [70000, code('invalid_grant', 400, 'The provided grant has expired or been revoked.', 'page', 'bad_token')],
  [
    70008,
    code(
      'invalid_grant',
      400,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
  ],
  [
    70011,
    code(
      'invalid_scope',
      400,
      "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid.",
      'invalid_scope',
    ),
  ],
  [
    90002,
    code(
      'invalid_request',
      400,
      "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
    ),
  ],
  [90014, code('invalid_request', 400, "The required field 'grant_type' is missing from the credential.")],
  [
    90033,
    code(
      'temporarily_unavailable',
      503,
      'A transient error has occurred. Please try again.',
      'temporarily_unavailable',
    ),
  ],
  [
    90093,
    code(
      'access_denied',
      400,
      'Calling principal cannot consent due to lack of permissions.',
      'access_denied',
    ),
  ],
  [
    90094,
    code('invalid_grant', 400, 'The grant requires admin permission.', 'access_denied', 'consent_required'),
  ],
  [
    500011,
    code(
      'invalid_resource',
      400,
      "The resource principal named https://outlook.office.com was not found in the tenant named '{tenant}'.",
    ),
  ],
  [
    500112,
    code(
      'invalid_client',
      400,
      'The reply address does not match the reply address provided when requesting Authorization code.',
    ),
  ],
  [
    501481,
    code(
      'invalid_grant',
      400,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    ),
  ],
  [
    700016,
    code(
      'unauthorized_client',
      400,
      "Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
    ),
  ],
  [
    700082,
    code(
      'invalid_grant',
      400,
      'The refresh token has expired due to inactivity. The token was issued some time ago and was inactive for 90.00:00:00.',
    ),
  ],
  [7000112, code('unauthorized_client', 400, "Application '{app}' is disabled.")],
  [
    7000215,
    code(
      'invalid_client',
      401,
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{app}'.",
    ),
  ],
  [
    7000222,
    code(
      'invalid_client',
      401,
      "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for your app.",
    ),
  ],
  [
    7000229,
    code(
      'invalid_client',
      401,
      "The client application '{app}' is missing service principal in the tenant '{tenant}'.",
    ),
  ],
  [9002313, code('invalid_request', 400, 'Invalid request. Request is malformed or invalid.')],
]);

const UNKNOWN = code('invalid_grant', 400, 'An error that this stand-in has no text for.', 'access_denied');

/** What is known about a code; any number may be asked for. */
export function entraCode(number: number): EntraCode {
  return ENTRA_CODES.get(number) ?? UNKNOWN;
}
