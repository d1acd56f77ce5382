import type { DraftView } from '../../common';
import type { MailContext } from '../context';
import { viewUpload } from '../outbox';
import type { DraftRow } from '../store/outbox/drafts';
import { findOwnUploads } from '../store/outbox/uploads';

/** A draft as a composer continues it. */
export async function viewDraft(mail: MailContext, row: DraftRow): Promise<DraftView> {
  const { id, key, version, payload, imported, userId, updatedAt } = row;
  const uploads = await findOwnUploads(mail, userId, payload.uploadIds);
  return {
    ...{ id, key, version, imported, draft: payload },
    uploads: uploads.map(viewUpload),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
