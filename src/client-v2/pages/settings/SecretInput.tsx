import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button, Flex, Input, theme, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';

/** Everything that is known about a stored secret. */
export interface StoredSecret {
  savedAt: string;
  /** A day; undefined if it isn't known. */
  expiresOn?: string;
  /** Negative once it has expired. */
  daysLeft?: number;
}

export interface SecretInputProps {
  id?: string;
  value?: string;
  onChange?(value: string): void;
  stored?: StoredSecret;
  placeholder?: string;
}

/** A write-only value. A stored one is never shown, only that it exists and since when. */
export function SecretInput({ id, value = '', onChange, stored, placeholder }: SecretInputProps) {
  const t = useT();
  const storedText = useStoredSecretText();
  const { token } = theme.useToken();
  const [replacing, setReplacing] = useState(false);
  // The new secret is now the stored one.
  useEffect(() => setReplacing(false), [stored?.savedAt]);

  if (stored && !replacing && value === '') {
    return (
      <Flex align="center" gap="small" id={id} data-testid="secret-saved">
        {(stored.daysLeft ?? 0) < 0 ? (
          <CloseCircleFilled style={{ color: token.colorError }} />
        ) : (
          <CheckCircleFilled style={{ color: token.colorSuccess }} />
        )}
        <Typography.Text>{storedText(stored)}</Typography.Text>
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
        // Keeps password managers from filling in the administrator's own password.
        autoComplete="new-password"
        autoFocus={replacing}
      />
      {stored && <Button onClick={cancel}>{t('Keep the saved one')}</Button>}
    </Flex>
  );
}

/** Returns "Saved on 3 March 2026, expires on 3 March 2028". */
export function useStoredSecretText(): (stored: StoredSecret) => string {
  const t = useT();
  const { day } = useDateFormat();
  return ({ savedAt, expiresOn }) =>
    expiresOn
      ? t('Saved on {{date}}, expires on {{expiry}}', {
          date: day(savedAt),
          expiry: day(`${expiresOn}T00:00`),
        })
      : t('Saved on {{date}}', { date: day(savedAt) });
}
