import type { MessageView, OwnCompanySignature } from '../../../src/common';

export const ada = { name: 'Ada', address: 'ada@x.org' };
export const me = { name: 'Me', address: 'me@x.org' };
export const message: MessageView = {
  ...{ id: '5', accountId: '1', folderId: '2', messageId: '<1@x>', threadKey: 't', subject: 'Offer' },
  ...{ fromName: 'Ada', fromAddress: ada.address, from: [ada], cc: [], bcc: [], replyTo: [] },
  ...{ to: [me, { name: 'Bob', address: 'bob@x.org' }], size: 1, seen: true },
  ...{ sentAt: '2026-01-02T03:04:05Z', receivedAt: '2026-01-02T03:04:05Z', flagged: false },
  ...{ answered: false, draft: false, hasAttachments: true, preview: '' },
};
export const account = {
  ...{ id: '1', parentId: null, address: me.address, displayName: me.name, state: 'connected', reason: null },
};
export const identity = { id: '11', accountId: '1', ...me, signature: '', isDefault: true };

export const NO_SIGNATURE: OwnCompanySignature = { html: '', answerHtml: null, place: 'below' };

export const FILE = {
  ...{ id: '9', filename: 'plan.pdf', contentType: 'application/pdf', size: 10 },
  ...{ contentId: null, inline: false },
};

export const REFUSAL = {
  errors: [
    { code: 'too-many-recipients', message: 'The message has too many recipients. Remove some of them.' },
  ],
};

export const ACCEPTED = {
  errors: [{ code: 'already-accepted', message: 'An earlier version of this message has been accepted.' }],
};

export const NOT_FOUND = { errors: [{ code: 'not-found', message: 'It does not exist.' }] };
