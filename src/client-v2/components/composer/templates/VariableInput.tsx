import { Input, Space, type InputRef } from 'antd';
import { useRef } from 'react';
import { placeholder } from './template-input';
import { VariableButton, type VariableButtonProps } from './VariableButton';

interface Props extends Pick<VariableButtonProps, 'collection'> {
  id?: string;
  /** Given by a form, if it is in one. */
  value?: string;
  onChange?(value: string): void;
  maxLength: number;
  /** What the button for variables says. */
  buttonLabel: string;
  testId: string;
}

/** A line of text with a button that puts variables into it, where the cursor is. */
export function VariableInput({ value = '', onChange, buttonLabel, collection, testId, ...props }: Props) {
  const input = useRef<InputRef>(null);
  const insert = (path: string) => {
    const field = input.current?.input;
    const [start, end] = [field?.selectionStart ?? value.length, field?.selectionEnd ?? value.length];
    onChange?.(`${value.slice(0, start)}${placeholder(path)}${value.slice(end)}`);
    input.current?.focus({ cursor: 'end' });
  };
  return (
    <Space.Compact block>
      <Input
        {...props}
        ref={input}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        dir="auto"
        data-testid={testId}
      />
      <VariableButton label={buttonLabel} collection={collection} onInsert={insert} />
    </Space.Compact>
  );
}
