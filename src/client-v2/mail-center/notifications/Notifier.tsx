import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { displayName, type ChangeHint } from '../../../common';
import { useMailApi, type MessageQuery, type MessageRow } from '../../api';
import { useMailChanges } from '../../live';
import { useT } from '../../locale';
import { useMailPath } from '../../components/shared/useMailPath';
import { readItem, writeItem } from '../layout/stored';
import { arrivedSince, formatMark, markAfter, parseMark } from './arrivals';
import { isQuiet, type NotificationSettings } from './settings';
import { usePreferences } from './usePreferences';

/**
 * Storage key of what has been announced in any tab (followed by the id of a folder other than an inbox), and name of
 * the lock with which one tab at a time changes it.
 */
const MARK = 'mail-center:notified';
/** Milliseconds by which a tab the user is looking at goes first. Then nothing needs to be announced. */
const HEAD_START = 500;
/** More messages at once are announced together. */
const MOST = 3;
/** Number of the newest messages examined. */
const LOOK = 20;

/** Shows desktop notifications of new messages while the page is open in some tab. Renders nothing. */
export function Notifier({ settings }: { settings: NotificationSettings }) {
  const api = useMailApi();
  const t = useT();
  const navigate = useNavigate();
  const mailPath = useMailPath();
  // The choices may have been changed in another browser.
  usePreferences();
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const show = (title: string, body: string, tag: string, to: string) => {
    try {
      const notification = new Notification(title, { body, tag });
      notification.onclick = () => {
        window.focus();
        navigate(to);
        notification.close();
      };
    } catch {
      // Chrome on Android has the class, but only lets service workers use it.
    }
  };
  const tell = (arrived: MessageRow[]) => {
    const nameOf = ({ fromName, fromAddress }: MessageRow) =>
      displayName({ name: fromName ?? '', address: fromAddress ?? '' }) || t('(no sender)');
    if (arrived.length > MOST) {
      const names = [...new Set(arrived.map(nameOf))].slice(0, MOST).join(', ');
      show(t('{{count}} new messages', { count: arrived.length }), names, 'mail', mailPath);
      return;
    }
    for (const row of [...arrived].reverse()) {
      const place = new URLSearchParams({ folder: String(row.folderId), message: String(row.id) });
      const body = [row.subject || t('(no subject)'), row.preview].filter(Boolean).join('\n');
      show(nameOf(row), body, `mail-${row.id}`, `${mailPath}?${String(place)}`);
    }
  };
  /** What has arrived in one place since any tab last looked there; nothing the first time. */
  const arrivedIn = async (query: MessageQuery, key: string): Promise<MessageRow[]> => {
    const { rows } = await api.messages({ ...query, limit: LOOK });
    const mark = parseMark(readItem(key));
    writeItem(key, formatMark(markAfter(rows, mark, Date.now())));
    return mark ? arrivedSince(rows, mark) : [];
  };
  const look = async (silently: boolean, changed: Changed) => {
    const chosen = settings.folders.filter((id) => changed === 'all' || changed.has(id));
    const arrived = await arrivedIn({ role: 'inbox' }, MARK);
    for (const folderId of chosen) arrived.push(...(await arrivedIn({ folderId }, `${MARK}:${folderId}`)));
    if (silently || isQuiet(settings, new Date())) return;
    tell(arrived.filter(({ accountId }) => !settings.without.includes(String(accountId))));
  };
  /** Tabs take turns, so that each message is announced once. A failure is left to the next round. */
  const queue = (silently: boolean, changed: Changed) =>
    void navigator.locks.request(MARK, () => look(silently, changed)).catch(() => undefined);
  const latest = useRef(queue);
  useEffect(() => {
    latest.current = queue;
  });
  // Messages from before aren't news, nor are those in a folder that has just been chosen.
  const chosen = settings.folders.join(' ');
  useEffect(() => latest.current(true, 'all'), [chosen]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const changed = useRef<Changed>(new Set());
  useMailChanges({ what: ['messages'] }, (hint) => {
    changed.current = withHint(changed.current, hint);
    // Only one check at a time: changes arrive continuously while a mailbox is loading.
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        latest.current(isLookedAt(), changed.current);
        changed.current = new Set();
      },
      isLookedAt() ? 0 : HEAD_START,
    );
  });
  return null;
}

export default Notifier;

/** Folders in which something has changed. */
type Changed = ReadonlySet<string> | 'all';

function withHint(changed: Changed, hint: ChangeHint | null): Changed {
  // A hint that names no folder is about all of them.
  if (changed === 'all' || !hint || hint.folderIds.length === 0) return 'all';
  return new Set([...changed, ...hint.folderIds.map(String)]);
}

/** Whether someone is looking at the mail center. */
const isLookedAt = () =>
  document.hasFocus() && document.querySelector('[data-testid="mail-center"]') !== null;
