import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { SearchHelp } from './SearchHelp';

/** Typing is searched when it pauses. */
const PAUSE = 300;

export interface SearchBoxProps {
  value: string;
  /** What it says while it is empty: where it searches. */
  placeholder: string;
  onChange(value: string): void;
  inputRef: RefObject<InputRef>;
}

/** Searches mails; its help puts operators in. */
export function SearchBox({ value, placeholder, onChange, inputRef }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string, wait: number) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text), wait);
  };
  return (
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
            inputRef.current?.focus({ cursor: 'end' });
          }}
        />
      }
      placeholder={placeholder}
      aria-label={placeholder}
      value={typed}
      onChange={(event) => search(event.target.value, event.target.value ? PAUSE : 0)}
      onPressEnter={() => search(typed, 0)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        search('', 0);
        event.currentTarget.blur();
      }}
      data-testid="mail-search"
    />
  );
}
