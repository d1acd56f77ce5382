import { MailError } from '../errors';
import { fetchEach, sequenceSet } from './fetch';
import { onFolder, type OpenFolder } from './withFolder';

export interface FetchedTexts {
  uid: number;
  /** Content-Type and Content-Transfer-Encoding of the mail itself (RFC 3501 §6.4.5, HEADER.FIELDS). */
  header: Buffer;
  /** Encoded content by section, lower case. What the server did not give is empty. */
  content: Map<string, Buffer>;
}

const partsOf = (sections: readonly string[], maxBytes: number) =>
  sections.map((key) => ({ key, start: 0, maxLength: maxBytes }));

/** The same parts of several mails, each mail as it arrives. Mails that went meanwhile are left out. */
export async function* fetchTextsOf(
  folder: OpenFolder,
  uids: readonly number[],
  sections: readonly string[],
  maxBytes: number,
): AsyncGenerator<FetchedTexts> {
  if (uids.length === 0 || folder.exists === 0) return;
  const query = {
    uid: true,
    headers: ['content-type', 'content-transfer-encoding'],
    bodyParts: partsOf(sections, maxBytes),
  };
  for await (const { uid, headers, bodyParts } of fetchEach(folder, sequenceSet(uids), query))
    yield { uid, header: headers ?? Buffer.alloc(0), content: bodyParts ?? new Map<string, Buffer>() };
}

/** Encoded content of parts of one mail, each cut off at `maxBytes`, by section. For text: it is held in memory. */
export async function fetchTexts(
  folder: OpenFolder,
  uid: number,
  sections: readonly string[],
  maxBytes: number,
): Promise<Map<string, Buffer>> {
  if (sections.length === 0) return new Map();
  const bodyParts = partsOf(sections, maxBytes);
  const message = await onFolder(folder, async (client) => {
    const found = await client.fetchOne(uid, { uid: true, bodyParts }, { uid: true });
    return found || (folder.mailbox.usable ? null : undefined);
  });
  if (!message) throw new MailError('message-gone');
  return new Map(
    sections.map((section) => [section, message.bodyParts?.get(section.toLowerCase()) ?? Buffer.alloc(0)]),
  );
}
