import type { Guide, SettingField } from '../../../../src/common';

export const SETTING_FIELDS: SettingField[] = [
  { name: 'imapServer', title: 'IMAP server', kind: 'text', required: true },
  { name: 'smtpServer', title: 'SMTP server', kind: 'text', required: true },
];

export const GUIDE: Guide = {
  steps: [
    {
      name: 'servers',
      title: 'Servers',
      text: 'Servers',
      fields: SETTING_FIELDS.map(({ name }) => name),
    },
  ],
  portals: {},
  portalField: '',
};
