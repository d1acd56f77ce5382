/** One of Microsoft's clouds: where to sign in, where the mail servers are and which audience tokens are for. */
export interface Cloud {
  label: string;
  /** Origin of the authority. */
  authority: string;
  imapHost: string;
  smtpHost: string;
  /** Audience of the IMAP and SMTP scopes, with the trailing slash. A Graph token doesn't open IMAP. */
  resource: string;
  /** Origin of the Entra admin center. */
  portal: string;
  /** The cloud's name in a tenant's discovery document (`cloud_instance_name`). */
  instance: string;
  /** Two clouds share one sign-in service; the discovery document tells them apart by `tenant_region_sub_scope`. */
  region?: string;
}

/**
 * The clouds (https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud; admin centers:
 * https://learn.microsoft.com/entra/fundamentals/faq). Each needs its own app registration. Microsoft doesn't publish
 * the mail servers of the US government and China clouds; these are the ones that administrators and other mail clients
 * use, and each can be overridden in the settings.
 */
export const CLOUDS: ReadonlyMap<string, Cloud> = new Map([
  [
    'global',
    {
      label: 'Microsoft 365 and Outlook.com',
      authority: 'https://login.microsoftonline.com',
      imapHost: 'outlook.office365.com',
      smtpHost: 'smtp.office365.com',
      resource: 'https://outlook.office.com/',
      portal: 'https://entra.microsoft.com',
      instance: 'microsoftonline.com',
    },
  ],
  [
    'gcc-high',
    {
      label: 'US Government GCC High',
      authority: 'https://login.microsoftonline.us',
      imapHost: 'outlook.office365.us',
      smtpHost: 'smtp.office365.us',
      resource: 'https://outlook.office365.us/',
      portal: 'https://entra.microsoft.us',
      instance: 'microsoftonline.us',
      region: 'DODCON',
    },
  ],
  [
    'dod',
    {
      label: 'US Government DoD',
      authority: 'https://login.microsoftonline.us',
      imapHost: 'outlook-dod.office365.us',
      smtpHost: 'outlook-dod.office365.us',
      resource: 'https://outlook.office365.us/',
      portal: 'https://entra.microsoft.us',
      instance: 'microsoftonline.us',
      region: 'DOD',
    },
  ],
  [
    'china',
    {
      label: 'China (21Vianet)',
      authority: 'https://login.partner.microsoftonline.cn',
      imapHost: 'partner.outlook.cn',
      smtpHost: 'smtp.partner.outlook.cn',
      resource: 'https://partner.outlook.cn/',
      portal: 'https://entra.microsoftonline.cn',
      instance: 'partner.microsoftonline.cn',
    },
  ],
]);

/** All addresses come from the settings. */
export const CUSTOM_CLOUD = 'custom';

/** The only cloud with personal accounts. */
export const PERSONAL_CLOUD = 'global';
