import { Button, Flex, Input, theme } from 'antd';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { LONGEST_NOTE } from '../../../common';
import { useT } from '../../locale';
import type { NoteDraft } from './unsaved-notes';

/** Milliseconds in which a field that replaces another one gets its focus. */
const REPLACED = 500;

interface Props {
  initial?: string;
  /** Where the text is kept until it's saved or given up. */
  draft: NoteDraft;
  /** Resolves to whether it was stored. */
  onSave(text: string): Promise<boolean>;
  onCancel(): void;
}

/** Writes a note or changes it. Ctrl+Enter saves. */
export function NoteEditor({ initial = '', draft, onSave, onCancel }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const [text, setText] = useState(() => draft.read()?.text ?? initial);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const first = useRef(draft);
  useLayoutEffect(() => {
    const { current } = first;
    const area = field.current?.querySelector('textarea');
    const begun = current.read();
    // Whoever only comes back to what was begun may be using the list's keys.
    if (!begun || Date.now() - (begun.leftAt ?? 0) < REPLACED) area?.focus();
    return () => current.leave(area === document.activeElement);
  }, []);
  const canSave = text.trim() !== '' && !busy;
  const save = async () => {
    if (!canSave) return;
    setBusy(true);
    // If it was stored, this is gone by now.
    if (!(await onSave(text))) setBusy(false);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
    else if (event.key !== 'Escape') return;
    // Escape never takes what was written, nor closes the drawer that it's written in.
    else if (text.trim() === initial.trim()) onCancel();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Flex ref={field} vertical gap={token.marginXS} data-testid="mail-note-editor">
      <Input.TextArea
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          draft.keep(event.target.value);
        }}
        onKeyDown={keys}
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={LONGEST_NOTE}
        placeholder={t('Only you see this note')}
        aria-label={t('Note')}
        dir="auto"
      />
      <Flex gap={token.marginXS}>
        <Button size="small" type="primary" disabled={!canSave} loading={busy} onClick={() => void save()}>
          {t('Save')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('Cancel')}
        </Button>
      </Flex>
    </Flex>
  );
}
