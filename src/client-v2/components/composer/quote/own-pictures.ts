import { contentIdKey, type Id, type MessageBody } from '../../../../common';
import { PICTURE_TYPES, type Pictures } from '../pictures';

/**
 * Uploads the pictures that a message's HTML shows, and refers to the copies instead: edited text is the writer's own,
 * and so are its pictures. Removes those that can't be read or sent. `read` reads an attachment.
 */
export async function withOwnPictures(
  html: string,
  { attachments }: Pick<MessageBody, 'attachments'>,
  pictures: Pick<Pictures, 'add'>,
  read: (id: Id) => Promise<Blob>,
): Promise<string> {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const known = new Map(attachments.map((part) => [part.contentId && contentIdKey(part.contentId), part]));
  const copies = new Map<Id, Promise<string | null>>();
  const copy = async ({ id, filename, contentType }: (typeof attachments)[number]) => {
    const blob = await read(id).catch(() => null);
    return blob && pictures.add(new File([blob], filename, { type: contentType }));
  };
  for (const image of body.querySelectorAll('img')) {
    const [, contentId] = /^cid:(.+)$/i.exec(image.getAttribute('src') ?? '') ?? [];
    const part = contentId === undefined ? undefined : known.get(contentIdKey(contentId));
    if (!part || !PICTURE_TYPES.test(part.contentType)) {
      image.remove();
      continue;
    }
    if (!copies.has(part.id)) copies.set(part.id, copy(part));
    const own = await copies.get(part.id);
    if (own) image.setAttribute('src', `cid:${own}`);
    else image.remove();
  }
  return body.innerHTML;
}
