import { Button, Skeleton, theme } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { RecordAddressesView, RecordRef } from '../../../common';
import type { MessageQuery, MessageRow } from '../../api';
import { LoadFailure } from '../../components/shared/LoadFailure';
import { useT } from '../../locale';
import { useListRows } from '../../mail-center/data/useListRows';
import { BlockNote } from '../BlockNote';
import { BlockShell, type ConnectedMailbox } from '../BlockShell';
import { ReaderDrawer } from '../ReaderDrawer';
import { RecordMailHead } from './RecordMailHead';
import { RecordMailList } from './RecordMailList';
import { alsoListed, type RecordMailSettings } from './settings';
import { useRecordAddresses } from './useRecordAddresses';

export interface RecordMailProps {
  record: RecordRef;
  settings: RecordMailSettings;
  /** Calls back whenever the record may have changed. Returns a function that stops it. */
  onRecordChanged(listener: () => void): () => void;
}

/** The user's messages from and to the people of a record. */
export function RecordMail({ record, settings, onRecordChanged }: RecordMailProps) {
  const t = useT();
  const { found, failure, reload } = useRecordAddresses(record, settings.fields, settings.domains);
  useEffect(() => onRecordChanged(reload), [onRecordChanged, reload]);
  return (
    <BlockShell>
      {(mailbox) =>
        failure !== undefined ? (
          <LoadFailure title={t('The mails could not be loaded')} error={failure} onRetry={reload} />
        ) : found ? (
          <Messages record={record} settings={settings} found={found} mailbox={mailbox} />
        ) : (
          <ListSkeleton />
        )
      }
    </BlockShell>
  );
}

interface MessagesProps extends Pick<RecordMailProps, 'record' | 'settings'> {
  found: RecordAddressesView;
  mailbox: ConnectedMailbox;
}

function Messages({ record, settings, found, mailbox }: MessagesProps) {
  const t = useT();
  const { token } = theme.useToken();
  const [open, setOpen] = useState<MessageRow | null>(null);
  const also = useMemo(() => alsoListed(settings.also), [settings.also]);
  const wanted = useMemo(() => queryOf(found, also, settings), [found, also, settings]);
  const list = useListRows(wanted, {}, settings.pageSize);
  const names = namesOf(found, also);
  const head = (
    <RecordMailHead record={record} people={found.people} names={names} accountId={list.rows[0]?.accountId} />
  );
  if (!wanted)
    return (
      <BlockNote
        title={t('This record has no email address')}
        text={t('Once it has one, the messages from and to that address appear here.')}
        testId="mail-record-no-address"
      />
    );
  const failed = list.failure !== undefined && list.rows.length === 0;
  return (
    <>
      {head}
      {list.loading ? (
        <ListSkeleton />
      ) : failed ? (
        <LoadFailure
          title={t('The mails could not be loaded')}
          error={list.failure}
          onRetry={() => void list.reload()}
        />
      ) : list.rows.length === 0 ? (
        <BlockNote
          title={t('No emails with {{people}} yet', { people: names.slice(0, 2).join(', ') })}
          text={t('Click “Compose” to write the first one. Messages that arrive appear here immediately.')}
          testId="mail-record-empty"
        />
      ) : (
        <RecordMailList rows={list.rows} mailbox={mailbox} open={open} onOpen={setOpen} />
      )}
      {list.hasMore && (
        <Button
          type="text"
          block
          loading={list.loadingMore}
          onClick={list.loadMore}
          style={{ flex: 'none', marginTop: token.marginXXS }}
          data-testid="mail-record-more"
        >
          {t('Show more')}
        </Button>
      )}
      <ReaderDrawer
        messageId={open?.id ?? null}
        conversations={settings.conversations}
        row={open ?? undefined}
        onClose={() => setOpen(null)}
        onChanged={() => void list.reload()}
      />
    </>
  );
}

type Also = ReturnType<typeof alsoListed>;

/** Null if nobody's messages belong to the record. */
function queryOf(
  { people, domains }: RecordAddressesView,
  also: Also,
  { folders, conversations }: RecordMailSettings,
): MessageQuery | null {
  const address = [...people.map((person) => person.address), ...also.addresses];
  const domain = [...domains, ...also.domains];
  if (address.length + domain.length === 0) return null;
  // What was deleted, or is junk, says nothing about the record.
  const place = folders === 'all' ? { q: '-in:trash -in:junk' } : { role: folders };
  return { address, domain, ...place, ...(conversations ? { conversations } : {}) };
}

/** Whom the list is about, as shown. */
const namesOf = ({ people, domains }: RecordAddressesView, also: Also): string[] => [
  ...domains.map((domain) => `@${domain}`),
  ...people.map(({ address }) => address).filter((address) => !domains.includes(domainOf(address))),
  ...also.domains.map((domain) => `@${domain}`),
  ...also.addresses,
];

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

function ListSkeleton() {
  const t = useT();
  return <Skeleton active avatar={{ size: 32 }} paragraph={{ rows: 4 }} aria-label={t('Loading')} />;
}
