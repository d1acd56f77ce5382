import { MailError } from '../errors';
import { onFolder, type OpenFolder } from './withFolder';

/** Encoded content of parts of one mail, each cut off at `maxBytes`, by section. For text: it is held in memory. */
export async function fetchTexts(
  folder: OpenFolder,
  uid: number,
  sections: readonly string[],
  maxBytes: number,
): Promise<Map<string, Buffer>> {
  if (sections.length === 0) return new Map();
  const bodyParts = sections.map((key) => ({ key, start: 0, maxLength: maxBytes }));
  const message = await onFolder(folder, async (client) => {
    const found = await client.fetchOne(uid, { uid: true, bodyParts }, { uid: true });
    return found || (folder.mailbox.usable ? null : undefined);
  });
  if (!message) throw new MailError('message-gone');
  return new Map(
    sections.map((section) => [section, message.bodyParts?.get(section.toLowerCase()) ?? Buffer.alloc(0)]),
  );
}
