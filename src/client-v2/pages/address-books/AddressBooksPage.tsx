import { Alert, Button, Card, Flex, Result, Select, Skeleton, theme, Typography } from 'antd';
import { useState } from 'react';
import { MOST_ADDRESS_BOOKS } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useHost } from '../../host/context';
import { useErrorText, useT } from '../../locale';
import { SaveButtons } from '../settings/SaveButtons';
import { AddressBookCard } from './AddressBookCard';
import { useAddressBooks } from './useAddressBooks';

/** The host's users can't be removed, only switched off: they're always offered. */
const ALWAYS = 'users';

/** The tab "Address books": collections whose records are suggested while somebody types recipients. */
export default function AddressBooksPage() {
  const t = useT();
  const host = useHost();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const state = useAddressBooks();
  const [isChecked, setChecked] = useState(false);
  const { settings, books } = state;
  if (state.loadFailure)
    return (
      <Result
        status="warning"
        title={t('The settings could not be loaded')}
        subTitle={<SecondaryText>{errorText(state.loadFailure)}</SecondaryText>}
        extra={<Button onClick={state.load}>{t('Try again')}</Button>}
      />
    );
  if (!settings)
    return (
      <Card variant="borderless">
        <Skeleton active paragraph={{ rows: 8 }} />
      </Card>
    );
  const open = settings.collections.filter(
    ({ name }) => !books.some(({ collection }) => collection === name),
  );
  const save = () => {
    setChecked(true);
    if (books.every(({ emails }) => emails.length > 0)) void state.save();
  };
  return (
    <Flex vertical gap={token.margin} style={{ maxWidth: 720 }} data-testid="mail-address-books">
      <Typography.Paragraph style={{ margin: 0 }}>
        {t(
          'While somebody types a recipient, people from these collections are suggested too. Everyone sees only the records and fields that their role can view.',
        )}
      </Typography.Paragraph>
      {books.map((book) => (
        <AddressBookCard
          key={book.collection}
          book={book}
          isChecked={isChecked}
          onEdit={(patch) => state.edit(book.collection, patch)}
          onRemove={book.collection === ALWAYS ? undefined : () => state.remove(book.collection)}
        />
      ))}
      {books.length < MOST_ADDRESS_BOOKS && (
        <Select
          aria-label={t('Add a collection')}
          placeholder={t('Add a collection')}
          value={null}
          showSearch
          optionFilterProp="label"
          options={open.map(({ name, title }) => ({ value: name, label: host.t(title) }))}
          onChange={(name: string | null) => {
            const chosen = open.find((each) => each.name === name);
            if (chosen) void state.add(chosen.name, chosen.title);
          }}
        />
      )}
      {state.failure && <Alert type="error" showIcon message={state.failure} />}
      <SaveButtons saving={state.saving} changed={state.changed} onSave={save} onReset={state.reset} />
    </Flex>
  );
}
