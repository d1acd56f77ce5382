import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';

interface Props {
  label: string;
  onSearch(text: string): void;
}

/** Milliseconds without typing before the search starts. */
const PAUSE = 300;

/** The search field of a dialog, which has the focus. */
export function FileSearch({ label, onSearch }: Props) {
  const [typed, setTyped] = useState('');
  const input = useRef<InputRef>(null);
  // A dialog takes the focus once it is open, which is later than `autoFocus`.
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  return (
    <Input
      ref={input}
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onSearch(typed.trim())}
    />
  );
}
