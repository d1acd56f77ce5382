import { useRef, useState } from 'react';
import type { Id } from '../../../common';
import type { MessageRow } from '../../api';

export interface Unfolded {
  isOpen(row: MessageRow): boolean;
  toggle(row: MessageRow): void;
  /** Whether all are open. `toggleAll` opens all of them, or closes all but the newest. */
  all: boolean;
  toggleAll(): void;
  /** Id of the message to read first. */
  first: string;
  /** Remembers that a message was marked as unread by hand, so that being open doesn't mark it as read. */
  keepUnread(id: Id): void;
  isKeptUnread(id: Id): boolean;
}

/**
 * Tracks which messages of a conversation are open: at first the unread ones, the newest and the one that was
 * requested. Messages that arrive later stay folded, so that nothing is marked as read that nobody has looked
 * at. `messages` is null until loaded.
 */
export function useUnfolded(messages: readonly MessageRow[] | null, opened: Id): Unfolded {
  const start = useRef<Start>();
  if (messages) start.current ??= startOf(messages, String(opened));
  const { first, ids } = start.current ?? NOTHING;
  const [changed, setOpen] = useState<ReadonlySet<string> | null>(null);
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  const open = changed ?? ids;
  const shown = messages ?? [];
  const all = shown.every(({ id }) => open.has(String(id)));
  return {
    isOpen: ({ id }) => open.has(String(id)),
    toggle: ({ id }) => {
      const next = new Set(open);
      if (!next.delete(String(id))) next.add(String(id));
      setOpen(next);
    },
    all,
    toggleAll: () => setOpen(new Set((all ? shown.slice(-1) : shown).map(({ id }) => String(id)))),
    first,
    keepUnread: (id) => setUnread((current) => new Set([...current, String(id)])),
    isKeptUnread: (id) => unread.has(String(id)),
  };
}

interface Start {
  first: string;
  ids: ReadonlySet<string>;
}
const NOTHING: Start = { first: '', ids: new Set() };

function startOf(messages: readonly MessageRow[], opened: string): Start {
  const newest = messages.at(-1);
  const open = messages.filter((row) => !row.seen || row === newest).map(({ id }) => String(id));
  const ids = new Set([...open, opened]);
  return { ids, first: messages.map(({ id }) => String(id)).find((id) => ids.has(id)) ?? '' };
}
