/** One of Microsoft's clouds: where to sign in, where the mail servers are, whom the token is for. */
export interface Cloud {
  /** Origin of the authority. */
  authority: string;
  imapHost: string;
  smtpHost: string;
  /** Audience of the IMAP and SMTP scopes, with the final slash. A Graph token does not open IMAP. */
  resource: string;
}

/**
 * The national clouds (https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud).
 * Each needs an app registration of its own. Microsoft publishes no table of the mail servers of the US
 * government and China clouds; these are what administrators and other mail clients use, and each can be
 * overridden in the settings.
 */
export const CLOUDS: ReadonlyMap<string, Cloud> = new Map([
  [
    'global',
    {
      authority: 'https://login.microsoftonline.com',
      imapHost: 'outlook.office365.com',
      smtpHost: 'smtp.office365.com',
      resource: 'https://outlook.office.com/',
    },
  ],
  [
    'gcc-high',
    {
      authority: 'https://login.microsoftonline.us',
      imapHost: 'outlook.office365.us',
      smtpHost: 'smtp.office365.us',
      resource: 'https://outlook.office365.us/',
    },
  ],
  [
    'dod',
    {
      authority: 'https://login.microsoftonline.us',
      imapHost: 'outlook-dod.office365.us',
      smtpHost: 'outlook-dod.office365.us',
      resource: 'https://outlook.office365.us/',
    },
  ],
  [
    'china',
    {
      authority: 'https://login.partner.microsoftonline.cn',
      imapHost: 'partner.outlook.cn',
      smtpHost: 'smtp.partner.outlook.cn',
      resource: 'https://partner.outlook.cn/',
    },
  ],
]);

/** Every address comes from the settings. */
export const CUSTOM_CLOUD = 'custom';

/** Tenant of personal accounts (outlook.com, hotmail.com, live.com). */
export const PERSONAL_TENANT = 'consumers';

/** Personal accounts submit their mail here, not at the business host. */
export const PERSONAL_SMTP_HOST = 'smtp-mail.outlook.com';
