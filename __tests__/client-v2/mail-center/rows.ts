import type { FolderView } from '../../../src/common';
import type { MessageRow } from '../../../src/client-v2/api';

/** A listed mail; what a test is not about has a plain value. */
export function row(id: number, values: Partial<MessageRow> = {}): MessageRow {
  return {
    id,
    accountId: 1,
    folderId: 10,
    threadKey: '',
    subject: `Mail ${id}`,
    fromName: 'Kim',
    fromAddress: 'kim@example.com',
    to: [],
    sentAt: '2026-03-01T10:00:00.000Z',
    receivedAt: '2026-03-01T10:00:00.000Z',
    size: 1,
    seen: true,
    flagged: false,
    answered: false,
    draft: false,
    hasAttachments: false,
    preview: '',
    ...values,
  };
}

export function folder(id: number, values: Partial<FolderView> = {}): FolderView {
  return {
    id,
    accountId: 1,
    path: `Folder ${id}`,
    name: `Folder ${id}`,
    parentPath: null,
    delimiter: '/',
    role: 'other',
    selectable: true,
    total: 0,
    unread: 0,
    ...values,
  };
}
