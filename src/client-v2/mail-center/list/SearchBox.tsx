import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useT } from '../../locale';

/** Typing is searched when it pauses. */
const PAUSE = 300;

export interface SearchBoxProps {
  value: string;
  onChange(value: string): void;
  inputRef: RefObject<InputRef>;
}

/** Searches the open folder. */
export function SearchBox({ value, onChange, inputRef }: SearchBoxProps) {
  const t = useT();
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
      placeholder={t('Search this folder')}
      aria-label={t('Search this folder')}
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
