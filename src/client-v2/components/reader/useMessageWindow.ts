import { useCallback } from 'react';
import { useHref } from 'react-router-dom';
import type { Id } from '../../../common';
import { MAIL_PATH, messagePath } from '../../paths';

const [WIDTH, HEIGHT] = [960, 860];

/** Opens a message in its own window. If that window is already open, it comes to the front. */
export function useMessageWindow(): (id: Id) => void {
  const mail = useHref(MAIL_PATH);
  return useCallback(
    (id) => {
      const url = mail + messagePath(id).slice(MAIL_PATH.length);
      window.open(url, `mail-message-${id}`, `popup,width=${WIDTH},height=${HEIGHT}`)?.focus();
    },
    [mail],
  );
}
