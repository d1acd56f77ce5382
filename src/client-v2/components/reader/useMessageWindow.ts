import { useCallback } from 'react';
import { useHref } from 'react-router-dom';
import type { Id } from '../../../common';
import { openMessageWindow } from './open-message-window';
import { MAIL_PATH } from '../../paths';

/** Opens a message in its own window. If that window is already open, it comes to the front. */
export function useMessageWindow(): (id: Id) => void {
  const mail = useHref(MAIL_PATH);
  return useCallback((id) => openMessageWindow(mail, id), [mail]);
}
