import { DownOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, theme } from 'antd';
import { formatAddress, type Id, type MailAddress, type RecordRef } from '../../../common';
import { openComposer } from '../../components';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';

/** More names wouldn't be read. */
const MOST_NAMES = 3;
/** More would make the menu longer than the page. */
const MOST_IN_MENU = 10;

export interface RecordMailHeadProps {
  record: RecordRef;
  people: MailAddress[];
  /** Whom the list is about. */
  names: string[];
  /** The mailbox that was last used with them. */
  accountId?: Id;
}

/** Says whose messages these are, and begins a new one. */
export function RecordMailHead({ record, people, names, accountId }: RecordMailHeadProps) {
  const t = useT();
  const { token } = theme.useToken();
  const write = (to: MailAddress[]) => openComposer({ accountId, to, record });
  const further = names.length - MOST_NAMES;
  const items = [
    ...people.slice(0, MOST_IN_MENU).map((person) => ({
      key: person.address,
      label: <bdi>{formatAddress(person)}</bdi>,
      onClick: () => write([person]),
    })),
    { type: 'divider' as const },
    { key: 'all', label: t('Everyone ({{count}})', { count: people.length }), onClick: () => write(people) },
  ];
  const button = { type: 'default', onClick: () => write(people.slice(0, 1)) } as const;
  const label = (
    <>
      <EditOutlined aria-hidden /> {t('Compose')}
    </>
  );
  return (
    <Flex
      align="center"
      justify="space-between"
      gap={token.marginSM}
      style={{ marginBottom: token.marginXS, flex: 'none' }}
    >
      <SecondaryText ellipsis title={names.join('\n')} data-testid="mail-record-people">
        <bdi>{names.slice(0, MOST_NAMES).join(', ')}</bdi>
        {further > 0 && ` ${t('+{{count}} more', { count: further })}`}
      </SecondaryText>
      {people.length > 1 ? (
        <Dropdown.Button
          {...button}
          menu={{ items }}
          icon={<DownOutlined aria-label={t('Choose the recipient')} />}
          style={{ width: 'auto', flex: 'none' }}
          trigger={['click']}
        >
          {label}
        </Dropdown.Button>
      ) : (
        <Button {...button} style={{ flex: 'none' }}>
          {label}
        </Button>
      )}
    </Flex>
  );
}
