import { Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';

interface Props {
  saving: boolean;
  changed: boolean;
  /** Omitted within a form, which is submitted. */
  onSave?(): void;
  onReset(): void;
  /** Other buttons. */
  children?: ReactNode;
}

/** Saves settings or discards the changes, and says that there are some. */
export function SaveButtons({ saving, changed, onSave, onReset, children }: Props) {
  const t = useT();
  return (
    <Flex wrap align="center" gap="small">
      <Button
        type="primary"
        htmlType={onSave ? 'button' : 'submit'}
        loading={saving}
        disabled={!changed}
        onClick={onSave}
      >
        {t('Save')}
      </Button>
      {children}
      {changed && (
        <>
          <Button type="text" onClick={onReset}>
            {t('Discard changes')}
          </Button>
          <SecondaryText>{t('Not saved yet')}</SecondaryText>
        </>
      )}
    </Flex>
  );
}
