import { useCallback, useRef, useState } from 'react';
import type { LabelView } from '../../../common';
import type { MessageRow } from '../../api';

export interface LabellingState {
  /** The messages that the dialog is about; null if it is closed. */
  rows: MessageRow[] | null;
  ask(rows: MessageRow[]): void;
  /** Adds a label to them, or removes it. */
  toggle(label: LabelView, add: boolean): void;
  close(): void;
}

/**
 * What the label dialog is about. Messages stay as they were last listed if they leave the list meanwhile, which they
 * do if it is the list of a label that was removed. `label` returns whether to close the dialog.
 */
export function useLabelling(
  listed: MessageRow[],
  label: (rows: MessageRow[], label: LabelView, add: boolean) => boolean,
): LabellingState {
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const last = useRef(new Map<string, MessageRow>());
  const ask = useCallback((rows: MessageRow[]) => {
    last.current = new Map(rows.map((row) => [String(row.id), row]));
    setAsked([...last.current.keys()]);
  }, []);
  const close = useCallback(() => setAsked(null), []);
  for (const row of asked ? listed : [])
    if (last.current.has(String(row.id))) last.current.set(String(row.id), row);
  const rows = asked && asked.flatMap((id) => last.current.get(id) ?? []);
  return {
    rows,
    ask,
    toggle: (chosen, add) => {
      if (rows && label(rows, chosen, add)) close();
    },
    close,
  };
}
