import {
  createContext,
  useContext,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';

interface Tree {
  /** The item that Tab moves to. */
  stop: string | null;
  onFocus(id: string): void;
}

const TreeContext = createContext<Tree>({ stop: null, onFocus: () => undefined });

/** Whether Tab moves to an item, and what to do when the item gets the focus. */
export function useTreeItem(id: string): { tabIndex: 0 | -1; onFocus(): void } {
  const { stop, onFocus } = useContext(TreeContext);
  return { tabIndex: stop === id ? 0 : -1, onFocus: () => onFocus(id) };
}

export interface FolderTreeProps {
  label: string;
  /** Ids of the top-level items. */
  ids: readonly string[];
  /** The open item, if it is in this tree. */
  active: string | null;
  children: ReactNode;
}

const ITEM = '[role=treeitem]';

/**
 * Folders as a tree (ARIA Authoring Practices, “Tree View”): a single stop for Tab, and arrow keys from
 * there. Left and Right are handled by the items.
 */
export function FolderTree({ label, ids, active, children }: FolderTreeProps) {
  const [focused, setFocused] = useState<string | null>(null);
  const root = useRef<HTMLUListElement>(null);
  const stop = focused ?? active ?? ids[0] ?? null;
  const tree = useMemo(() => ({ stop, onFocus: setFocused }), [stop]);

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = [...(root.current?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    // Keeps the list and the page from scrolling.
    event.preventDefault();
    items[Math.min(items.length - 1, Math.max(0, to))]?.focus();
  };
  return (
    <TreeContext.Provider value={tree}>
      <ul
        ref={root}
        role="tree"
        aria-label={label}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          // Tab returns to the open item rather than to the last focused one.
          if (!event.currentTarget.contains(event.relatedTarget)) setFocused(null);
        }}
      >
        {children}
      </ul>
    </TreeContext.Provider>
  );
}
