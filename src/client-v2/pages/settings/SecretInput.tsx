import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button, Flex, Input, theme, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';

/** All that is known of a secret that is stored. */
export interface StoredSecret {
  savedAt: string;
  /** A day; undefined where nobody said. */
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

/** A write-only value: what is stored is never shown, only that and since when it is there. */
export function SecretInput({ id, value = '', onChange, stored, placeholder }: SecretInputProps) {
  const t = useT();
  const storedText = useStoredSecretText();
  const { token } = theme.useToken();
  const [replacing, setReplacing] = useState(false);
  // The new one is the stored one now.
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
        // Keeps password managers from filling in the admin's own password.
        autoComplete="new-password"
        autoFocus={replacing}
      />
      {stored && <Button onClick={cancel}>{t('Keep the saved one')}</Button>}
    </Flex>
  );
}

/** "Saved on 3 March 2026, expires on 3 March 2028". */
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
