import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { parseQuery, type FolderView } from '../../../common';
import { withRecent, withoutRecent, withoutSaved } from '../search/kept-searches';
import { isKept, SuggestionList } from '../search/SuggestionList';
import type { Suggestion } from '../search/suggestions';
import { useKeptSearches } from '../search/useKeptSearches';
import { useSuggestions } from '../search/useSuggestions';
import { SearchHelp } from './SearchHelp';

/** Milliseconds without typing before the search starts. */
const PAUSE = 300;

export interface SearchBoxProps {
  value: string;
  /** Shown while it is empty: says where it searches. */
  placeholder: string;
  /** The folders that `in:` can name. */
  folders: readonly FolderView[];
  onChange(value: string): void;
  inputRef: RefObject<InputRef>;
}

/** The search box, with suggestions while typing and a help that inserts operators. */
export function SearchBox({ value, placeholder, folders, onChange, inputRef }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const [cursor, setCursor] = useState(value.length);
  const [open, setOpen] = useState(false);
  /** Id of the suggestion reached with the arrow keys; others may come and go around it. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [kept, changeKept] = useKeptSearches();
  const { word, suggestions } = useSuggestions(typed, cursor, kept, folders, open);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const placed = useRef<number | null>(null);
  const listId = useId();
  /** The latest callback, so that a message opened during the pause stays open. */
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    // Text that is being typed is newer.
    if (timer.current === undefined) setTyped(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLayoutEffect(() => {
    if (placed.current === null) return;
    inputRef.current?.setSelectionRange(placed.current, placed.current);
    placed.current = null;
  });

  const search = (text: string, wait: number) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      latest.current(text);
    }, wait);
  };
  const close = () => {
    setOpen(false);
    setChosen(null);
  };
  const remember = (text: string) => {
    if (parseQuery(text).terms.length > 0) changeKept((all) => withRecent(all, text.trim()));
  };
  const take = (suggestion: Suggestion) => {
    const { text, done } = suggestion;
    search(text, done ? 0 : PAUSE);
    setCursor(suggestion.cursor);
    placed.current = suggestion.cursor;
    setChosen(null);
    setOpen(!done);
    if (isKept(suggestion)) remember(text);
    inputRef.current?.focus();
  };
  const remove = ({ text }: Suggestion) => changeKept((all) => withoutSaved(withoutRecent(all, text), text));

  const shown = open && suggestions.length > 0;
  const at = shown ? suggestions.findIndex(({ id }) => id === chosen) : -1;
  const optionId = (index: number) => `${listId}-${index}`;
  const step = (by: number) => {
    if (!shown) return setOpen(true);
    // The typed text comes before the first and after the last suggestion.
    const count = suggestions.length + 1;
    const next = ((at + 1 + by + count) % count) - 1;
    setChosen(suggestions[next]?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // While composing, an input method needs these keys for itself.
    if (event.nativeEvent.isComposing) return;
    const current = suggestions[at];
    const handled = (act: () => void) => {
      event.preventDefault();
      act();
    };
    if (event.key === 'ArrowDown') handled(() => step(1));
    else if (event.key === 'ArrowUp') handled(() => step(-1));
    else if (event.key === 'Enter' && current) handled(() => take(current));
    else if (event.key === 'Enter') {
      close();
      search(typed, 0);
      remember(typed);
    } else if (event.key === 'Delete' && event.shiftKey && current && isKept(current))
      handled(() => remove(current));
    else if (event.key === 'Tab' && !event.shiftKey && shown) {
      // Without an operator, the word may be meant exactly as typed.
      const meant = current ?? (word.operator ? suggestions[0] : undefined);
      if (meant) handled(() => take(meant));
    } else if (event.key === 'Escape' && shown) {
      event.stopPropagation();
      close();
    } else if (event.key === 'Escape') {
      search('', 0);
      event.currentTarget.blur();
    }
  };
  return (
    <div style={{ position: 'relative' }}>
      <Input
        ref={inputRef}
        allowClear
        variant="filled"
        prefix={<SearchOutlined />}
        suffix={
          <SearchHelp
            onInsert={(text) => {
              const before = typed === '' || typed.endsWith(' ') ? typed : `${typed} `;
              search(before + text, PAUSE);
              setCursor(before.length + text.length);
              setOpen(true);
              inputRef.current?.focus({ cursor: 'end' });
            }}
          />
        }
        placeholder={placeholder}
        aria-label={placeholder}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={at >= 0 ? optionId(at) : undefined}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => {
          search(target.value, target.value ? PAUSE : 0);
          setCursor(target.selectionStart ?? target.value.length);
          setChosen(null);
          setOpen(true);
        }}
        onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart ?? 0)}
        onFocus={() => setOpen(typed.trim() === '')}
        onClick={() => setOpen((was) => was || typed.trim() === '')}
        onBlur={() => {
          close();
          remember(typed);
        }}
        onKeyDown={onKeyDown}
        data-testid="mail-search"
      />
      {shown && (
        <SuggestionList
          id={listId}
          suggestions={suggestions}
          at={at}
          optionId={optionId}
          onPoint={(index) => setChosen(suggestions[index]?.id ?? null)}
          onTake={take}
          onRemove={remove}
        />
      )}
    </div>
  );
}
