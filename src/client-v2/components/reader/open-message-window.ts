import type { Id } from '../../../common';
import { MAIL_PATH, messagePath } from '../../paths';

const [WIDTH, HEIGHT] = [960, 860];

/** Opens a message in its own window. `mail` is the address of the mail center. */
export function openMessageWindow(mail: string, id: Id): void {
  const url = mail + messagePath(id).slice(MAIL_PATH.length);
  window.open(url, `mail-message-${id}`, `popup,width=${WIDTH},height=${HEIGHT}`)?.focus();
}
