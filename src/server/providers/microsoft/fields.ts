import type { SettingField } from '../../../common';
import { CLOUDS, CUSTOM_CLOUD } from './clouds';
import { DEFAULT_SEND_RATE, SEND_RATE_FIELD } from './sendLimits';
import { ONE_TENANT, TENANT_KINDS } from './tenants';

/** The day on which the secret expires; see {@link LONGEST_SECRET}. */
export const EXPIRY_FIELD = 'clientSecretExpires';
/** Days. Entra allows a secret at most 24 months; the margin covers an admin whose date is a few days ahead of ours. */
export const LONGEST_SECRET = 2 * 366 + 7;

/** An address that comes with the cloud and can be overridden. */
const override = (name: string, title: string, placeholder: string): SettingField => ({
  name,
  title,
  kind: 'text',
  required: false,
  requiredWhen: { field: 'cloud', value: CUSTOM_CLOUD },
  placeholder,
  description: 'Only where it differs from the cloud’s.',
});

/** Titles, descriptions and labels are keys of the locale files. */
export const SETTING_FIELDS: SettingField[] = [
  {
    name: 'cloud',
    title: 'Microsoft cloud',
    kind: 'select',
    required: true,
    defaultValue: 'global',
    options: [
      ...[...CLOUDS].map(([value, { label }]) => ({ value, label })),
      { value: CUSTOM_CLOUD, label: 'Other addresses' },
    ],
  },
  {
    name: 'tenantKind',
    title: 'Who may sign in',
    kind: 'select',
    required: true,
    defaultValue: ONE_TENANT,
    options: [...TENANT_KINDS].map(([value, { label }]) => ({ value, label })),
    description: 'The same as “Supported account types” of the app registration.',
  },
  {
    name: 'clientId',
    title: 'Application (client) ID',
    kind: 'text',
    required: true,
    placeholder: '00000000-0000-0000-0000-000000000000',
    description: 'On the overview page of the app registration.',
  },
  {
    name: 'tenant',
    title: 'Directory (tenant) ID',
    kind: 'text',
    required: true,
    shownWhen: { field: 'tenantKind', value: ONE_TENANT },
    placeholder: '00000000-0000-0000-0000-000000000000',
    description: 'On the overview page of the app registration. A domain of the organization works too.',
  },
  {
    name: 'clientSecret',
    title: 'Client secret',
    kind: 'secret',
    required: true,
    description: 'The secret’s value, not its ID. Microsoft shows it once, right after it was made.',
  },
  {
    name: EXPIRY_FIELD,
    title: 'Secret expires on',
    kind: 'date',
    required: false,
    description: 'In the column “Expires” beside the secret. We warn you in good time.',
  },
  override('authority', 'Sign-in address', 'https://login.microsoftonline.com'),
  override('imapServer', 'IMAP server', 'outlook.office365.com:993'),
  override('smtpServer', 'SMTP server', 'smtp.office365.com:587'),
  override('resource', 'Token audience', 'https://outlook.office.com/'),
  {
    name: SEND_RATE_FIELD,
    title: 'Mails per minute',
    kind: 'text',
    required: false,
    placeholder: DEFAULT_SEND_RATE,
    description: 'What the server takes from one mailbox. More wait in the outbox. 0: no limit.',
  },
];
