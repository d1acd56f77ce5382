import { DeleteOutlined, EditOutlined, FileTextOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, Skeleton, theme, Tooltip } from 'antd';
import { useState } from 'react';
import { splitLinks, type NoteView } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { RetryAlert } from '../shared/RetryAlert';
import { SecondaryText } from '../shared/SecondaryText';
import { NoteEditor } from './NoteEditor';
import type { Notes } from './useNotes';

/** The notes on an open message or conversation. Renders nothing if there are none. */
export function NotesSection({ notes }: { notes: Notes }) {
  const t = useT();
  const { token } = theme.useToken();
  const { list, loading, failure, writing } = notes;
  if (list.length === 0 && !loading && !writing && failure === undefined) return null;
  const className = css`
    padding: ${token.paddingXS}px ${token.paddingSM}px;
    border: 1px solid ${token['gold-3']};
    border-radius: ${token.borderRadius}px;
    background: ${token['gold-1']};
    & ul {
      display: flex;
      flex-direction: column;
      gap: ${token.marginSM}px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    & .text {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      color: ${token.colorText};
    }
    & a {
      color: ${token['blue-8']};
      text-decoration: underline;
    }
  `;
  return (
    <Flex
      vertical
      gap={token.marginSM}
      className={className}
      role="region"
      aria-label={t('Notes')}
      data-testid="mail-notes"
    >
      {loading && list.length === 0 && <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {failure !== undefined && <RetryAlert error={failure} onRetry={() => void notes.reload()} />}
      {list.length > 0 && (
        <ul>
          {list.map((note) => (
            <NoteItem key={String(note.id)} note={note} notes={notes} />
          ))}
        </ul>
      )}
      {writing && (
        <NoteEditor draft={notes.draftOf()} onSave={(text) => notes.save(text)} onCancel={notes.cancel} />
      )}
    </Flex>
  );
}

function NoteItem({ note, notes }: { note: NoteView; notes: Notes }) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const draft = notes.draftOf(note.id);
  const [editing, setEditing] = useState(draft.read() !== undefined);
  const stop = () => {
    draft.forget();
    setEditing(false);
  };
  if (editing) {
    const save = async (text: string) => {
      const done = await notes.save(text, note.id);
      if (done) stop();
      return done;
    };
    return (
      <li>
        <NoteEditor initial={note.text} draft={draft} onSave={save} onCancel={stop} />
      </li>
    );
  }
  const [day, clock] = [format.short(note.createdAt), format.time(note.createdAt)];
  // Today, that is the same.
  const time = day === clock ? clock : `${day}, ${clock}`;
  const action = (label: string, icon: JSX.Element, act: () => void) => (
    <Tooltip title={label}>
      <Button type="text" size="small" icon={icon} aria-label={label} onClick={act} />
    </Tooltip>
  );
  return (
    <li data-testid="mail-note">
      <Flex gap={token.marginXS} align="flex-start">
        <FileTextOutlined aria-hidden style={{ marginTop: 4, color: token['gold-8'] }} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <div className="text" dir="auto">
            {splitLinks(note.text).map((part, index) =>
              part.href ? (
                <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
                  {part.text}
                </a>
              ) : (
                part.text
              ),
            )}
          </div>
          <SecondaryText style={{ fontSize: token.fontSizeSM }} title={format.full(note.createdAt)}>
            {t('You, {{time}}', { time })}
            {note.editedAt !== null && ` · ${t('edited')}`}
          </SecondaryText>
        </div>
        <Flex>
          {action(t('Edit note'), <EditOutlined />, () => setEditing(true))}
          {action(t('Delete note'), <DeleteOutlined />, () => void notes.remove(note))}
        </Flex>
      </Flex>
    </li>
  );
}
