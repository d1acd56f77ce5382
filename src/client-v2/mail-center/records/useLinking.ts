import { useCallback, useState } from 'react';
import type { MessageRow } from '../../api';
import type { LinkAbout } from '../../components/records/LinkDialog';
import { isWhole } from '../data/row-key';

export interface LinkingState {
  /** What the dialog is about; null if it is closed. */
  about: LinkAbout | null;
  ask(rows: MessageRow[]): void;
  close(): void;
}

/** Which messages are to be linked to a record. */
export function useLinking(): LinkingState {
  const [about, setAbout] = useState<LinkAbout | null>(null);
  const ask = useCallback(
    (rows: MessageRow[]) => setAbout({ ids: rows.map(({ id }) => id), whole: rows.some(isWhole) }),
    [],
  );
  const close = useCallback(() => setAbout(null), []);
  return { about, ask, close };
}
