import { Button, Flex, Select } from 'antd';
import { SecondaryText } from '../components/shared/SecondaryText';
import { useErrorText, useT } from '../locale';
import type { Mailboxes } from './useMailboxes';

interface Props {
  mailboxes: Mailboxes;
  /** Several, or one. */
  multiple?: boolean;
  id?: string;
  value?: string | string[];
  onChange?(value: string | string[]): void;
}

/** Chooses mailboxes by address. One that is gone, or isn't the builder's to see, stays chosen until it's removed. */
export function MailboxSelect({
  mailboxes: { list, failure, reload },
  multiple,
  id,
  value,
  onChange,
}: Props) {
  const t = useT();
  const errorText = useErrorText();
  const chosen = [value ?? []].flat().map(String);
  const unknown = chosen.filter((one) => list && !list.some((mailbox) => mailbox.id === one));
  const options = [
    ...(list ?? []).map(({ id: one, address, owner }) => ({
      value: one,
      label: owner === '' ? address : `${address} (${owner})`,
    })),
    ...unknown.map((one) => ({ value: one, label: t('Unknown mailbox {{id}}', { id: one }) })),
  ];
  return (
    <Flex vertical gap="small">
      <Select
        id={id}
        mode={multiple ? 'multiple' : undefined}
        value={multiple ? chosen : chosen[0]}
        onChange={onChange}
        loading={!list && !failure}
        options={list ? options : []}
        optionFilterProp="label"
        showSearch
        placeholder={multiple ? t('Choose mailboxes') : t('Choose a mailbox')}
        notFoundContent={list ? t('No mailbox is connected that you can choose.') : null}
        data-testid="mail-flow-mailboxes"
      />
      {failure !== undefined && (
        <Flex gap="small" align="center">
          <SecondaryText>{errorText(failure)}</SecondaryText>
          <Button size="small" onClick={() => void reload()}>
            {t('Try again')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
