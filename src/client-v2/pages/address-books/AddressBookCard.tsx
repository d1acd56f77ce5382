import { Alert, Button, Card, Flex, Form, Select, Switch, theme } from 'antd';
import { useEffect, useState } from 'react';
import type { AddressBook, AddressBookField, AddressBookView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useHost } from '../../host/context';
import { useErrorText, useT } from '../../locale';
import { BesideMessage } from './BesideMessage';

interface Props {
  book: AddressBookView;
  /** Whether saving was refused because something is missing. */
  isChecked: boolean;
  onEdit(patch: Partial<AddressBook>): void;
  /** Undefined if it's always offered. */
  onRemove?(): void;
}

/** One collection: whether its people are suggested, and which of its fields describe them. */
export function AddressBookCard({ book, isChecked, onEdit, onRemove }: Props) {
  const t = useT();
  const host = useHost();
  const { token } = theme.useToken();
  const { collection, enabled, names, emails, detail, gone } = book;
  const title = host.t(book.title);
  const { fields, failure } = useFields(collection, gone.includes(collection));
  const label = ({ titles }: AddressBookField) => titles.map((each) => host.t(each)).join(' / ');
  const options = (chosen: readonly AddressBookField[]) =>
    chosen.map((field) => ({ value: field.path, label: label(field) }));
  const own = fields.filter(({ path, isText }) => isText && !path.includes('.'));
  const emailsFirst = [...own].sort((one, other) => Number(other.isEmail) - Number(one.isEmail));
  const isOpen = (enabled || gone.length > 0) && !gone.includes(collection);
  const isEmpty = !isOpen && gone.length === 0 && !failure;
  return (
    <Card
      size="small"
      styles={{ header: isEmpty ? { borderBottom: 0 } : {}, body: isEmpty ? { display: 'none' } : {} }}
      title={title}
      data-testid={`mail-address-book-${collection}`}
      extra={
        <Flex gap={token.marginSM} align="center">
          <Switch
            checked={enabled}
            onChange={(next) => onEdit({ enabled: next })}
            aria-label={t('Suggest people from {{name}}', { name: title })}
          />
          {onRemove && (
            <Button size="small" onClick={onRemove} aria-label={t('Remove {{name}}', { name: title })}>
              {t('Remove')}
            </Button>
          )}
        </Flex>
      }
    >
      {failure && <Alert type="error" showIcon message={failure} style={{ marginBottom: token.marginSM }} />}
      {gone.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: token.marginSM }}
          message={
            gone.includes(collection)
              ? t('This collection doesn’t exist any more, so nobody is suggested from it.')
              : t('These fields don’t exist any more, so nobody is suggested: {{names}}', {
                  names: gone.join(', '),
                })
          }
        />
      )}
      {isOpen && (
        <Form layout="vertical" component="div">
          <Form.Item label={t('Name fields')} htmlFor={`${collection}-names`}>
            <Select
              id={`${collection}-names`}
              mode="multiple"
              value={names}
              onChange={(next: string[]) => onEdit({ names: next })}
              options={options(own.filter(({ isEmail }) => !isEmail))}
              optionFilterProp="label"
            />
          </Form.Item>
          <Form.Item
            label={t('Email address fields')}
            htmlFor={`${collection}-emails`}
            required
            validateStatus={isChecked && emails.length === 0 ? 'error' : undefined}
            help={isChecked && emails.length === 0 ? t('Choose at least one field.') : undefined}
          >
            <Select
              id={`${collection}-emails`}
              mode="multiple"
              value={emails}
              onChange={(next: string[]) => onEdit({ emails: next })}
              options={options(emailsFirst)}
              optionFilterProp="label"
            />
          </Form.Item>
          <Form.Item
            label={t('Second line')}
            htmlFor={`${collection}-detail`}
            extra={<SecondaryText>{t('Shown below the name, for example the company.')}</SecondaryText>}
          >
            <Select
              id={`${collection}-detail`}
              allowClear
              showSearch
              value={detail ?? undefined}
              onChange={(next: string | undefined) => onEdit({ detail: next ?? null })}
              options={options(fields.filter(({ path, isText }) => isText && !emails.includes(path)))}
              optionFilterProp="label"
            />
          </Form.Item>
          <BesideMessage book={book} options={options(fields)} isChecked={isChecked} onEdit={onEdit} />
        </Form>
      )}
    </Card>
  );
}

/** The fields of a collection that may be chosen. */
function useFields(collection: string, isGone: boolean) {
  const api = useMailApi();
  const errorText = useErrorText();
  const answers = useAnswers(collection);
  const [fields, setFields] = useState<AddressBookField[]>([]);
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    if (isGone) return;
    void answers.take(() => api.addressBookFields(collection), setFields, {
      fail: (error) => setFailure(errorText(error)),
    });
  }, [answers, api, collection, errorText, isGone]);
  return { fields, failure };
}
