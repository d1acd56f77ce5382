import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { MOST_SHOWN_FIELDS, readRecordPage, type AddressBook } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';

interface Props {
  book: AddressBook;
  options: Array<{ value: string; label: string }>;
  /** Whether saving was refused because something is wrong. */
  isChecked: boolean;
  onEdit(patch: Partial<AddressBook>): void;
}

/** What isn't valid is sent as it is, so that it can't be saved by mistake. */
const pageOf = (typed: string): string | null =>
  readRecordPage(typed, window.location.origin) ?? (typed.trim() || null);

/** What is shown of a collection's records beside a message, and where a record is opened. */
export function BesideMessage({ book: { collection, shown, page }, options, isChecked, onEdit }: Props) {
  const t = useT();
  const [typed, setTyped] = useState(page ?? '');
  const [known, setKnown] = useState(page);
  const [left, setLeft] = useState(false);
  if (page !== known) {
    setKnown(page);
    // It was changed elsewhere, as when changes are discarded.
    if (page !== pageOf(typed)) setTyped(page ?? '');
  }
  const isWrong = typed.trim() !== '' && readRecordPage(typed, window.location.origin) === null;
  return (
    <>
      <Form.Item
        label={t('Fields beside a message')}
        htmlFor={`${collection}-shown`}
        extra={
          <SecondaryText>
            {t('Shown beside messages that are linked to a record, or that have its address.')}
          </SecondaryText>
        }
      >
        <Select
          id={`${collection}-shown`}
          mode="multiple"
          maxCount={MOST_SHOWN_FIELDS}
          value={shown}
          onChange={(next: string[]) => onEdit({ shown: next })}
          options={options}
          optionFilterProp="label"
        />
      </Form.Item>
      <Form.Item
        label={t('Page of a record')}
        htmlFor={`${collection}-page`}
        validateStatus={isWrong && (left || isChecked) ? 'error' : undefined}
        help={
          isWrong && (left || isChecked)
            ? t('This isn’t the address of a record’s pop-up in this app. It contains “/filterbytk/”.')
            : undefined
        }
        extra={
          <SecondaryText>
            {t(
              'Open any record of this collection in a pop-up, copy the address of the page, and paste it here. The record’s key in it is replaced.',
            )}
          </SecondaryText>
        }
        style={{ marginBottom: 0 }}
      >
        <Input
          id={`${collection}-page`}
          allowClear
          dir="ltr"
          value={typed}
          placeholder="/admin/…/filterbytk/1"
          onBlur={() => {
            setLeft(true);
            if (page !== null) setTyped(page);
          }}
          onChange={({ target: { value } }) => {
            setTyped(value);
            onEdit({ page: pageOf(value) });
          }}
        />
      </Form.Item>
    </>
  );
}
