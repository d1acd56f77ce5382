import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState, type CSSProperties } from 'react';

/** Milliseconds without typing before the search starts. */
const PAUSE = 300;

interface Props {
  value: string;
  /** What can be searched for. */
  label: string;
  /** Must stay the same between renders. */
  onChange(search: string): void;
  style?: CSSProperties;
  testId?: string;
}

/** A field for the search in a list. The search starts when somebody stops typing. */
export function SearchInput({ value, label, onChange, style, testId }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    const search = typed.trim();
    if (search === value) return;
    const timer = setTimeout(() => onChange(search), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input
      allowClear
      prefix={<SearchOutlined />}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      placeholder={label}
      aria-label={label}
      style={style}
      data-testid={testId}
    />
  );
}
