import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState, type CSSProperties } from 'react';
import { useDialogFocus } from './useDialogFocus';

/** Milliseconds without typing before the search starts. */
const PAUSE = 300;

interface Props {
  value: string;
  /** What can be searched for. */
  label: string;
  /** Must stay the same between renders. */
  onChange(search: string): void;
  /** Whether it has the focus when a dialog with it opens. */
  takesFocus?: boolean;
  style?: CSSProperties;
  testId?: string;
}

/** A field for the search in a list. The search starts when somebody stops typing, or presses Enter. */
export function SearchInput({ value, label, onChange, takesFocus = false, style, testId }: Props) {
  const [typed, setTyped] = useState(value);
  const input = useDialogFocus(takesFocus);
  useEffect(() => {
    const search = typed.trim();
    if (search === value) return;
    const timer = setTimeout(() => onChange(search), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input
      ref={input}
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onChange(typed.trim())}
      placeholder={label}
      aria-label={label}
      style={style}
      data-testid={testId}
    />
  );
}
