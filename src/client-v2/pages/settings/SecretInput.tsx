import { CheckCircleFilled } from '@ant-design/icons';
import { Button, Flex, Input, theme, Typography } from 'antd';
import { useState } from 'react';
import { useT } from '../../locale';
import { useDateFormat } from '../../date-format';

export interface SecretInputProps {
  id?: string;
  value?: string;
  onChange?(value: string): void;
  /** When the stored secret was saved; undefined when there is none. */
  savedAt?: string;
  placeholder?: string;
}

/** A write-only value: what is stored is never shown, only that and since when it is there. */
export function SecretInput({ id, value = '', onChange, savedAt, placeholder }: SecretInputProps) {
  const t = useT();
  const { day } = useDateFormat();
  const { token } = theme.useToken();
  const [replacing, setReplacing] = useState(false);

  if (savedAt && !replacing && value === '') {
    return (
      <Flex align="center" gap="small" id={id} data-testid="secret-saved">
        <CheckCircleFilled style={{ color: token.colorSuccess }} />
        <Typography.Text>{t('Saved on {{date}}', { date: day(savedAt) })}</Typography.Text>
        <Button size="small" onClick={() => setReplacing(true)}>
          {t('Replace')}
        </Button>
      </Flex>
    );
  }
  const cancel = () => {
    onChange?.('');
    setReplacing(false);
  };
  return (
    <Flex gap="small">
      <Input.Password
        id={id}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        placeholder={placeholder}
        // Keeps password managers from filling in the admin's own password.
        autoComplete="new-password"
        autoFocus={replacing}
      />
      {savedAt && <Button onClick={cancel}>{t('Keep the saved one')}</Button>}
    </Flex>
  );
}
