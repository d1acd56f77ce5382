import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { App, Button, Flex, theme } from 'antd';
import { useState } from 'react';
import type { Id, LinkedRecord, RecordView } from '../../../common';
import { useT } from '../../locale';
import { readItem, writeItem } from '../../mail-center/layout/stored';
import type { AboutMessages } from '../../record-links-api';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { SecondaryText } from '../shared/SecondaryText';
import { RecordDrawer } from './RecordDrawer';
import { RecordLine } from './RecordLine';
import { useLinkMessages } from './useLinkMessages';
import { useRecords } from './useRecords';

const KEY = 'mail-center:records';
/** Pixels; in a narrower window, the text of a message matters more. */
const WIDE = 768;

interface Props {
  about: AboutMessages;
  /** The message that is linked: the one that is shown, or the one that stands for its conversation. */
  id: Id;
  whole: boolean;
}

/** The records that a message or conversation is linked to, and those that it may be about. Nothing if there are none. */
export function RecordsSection({ about, id, whole }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const { modal } = App.useApp();
  const records = useRecords(about);
  const link = useLinkMessages();
  const [shown, setShown] = useState<RecordView | null>(null);
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const { linked, matching, failure } = records;
  const count = linked.length + matching.length;
  if (failure !== undefined)
    return (
      <SecondaryText data-testid="mail-records-failure">
        {t('The linked records could not be loaded.')}{' '}
        <LinkStyleButton size="small" style={{ padding: 0 }} onClick={records.reload}>
          {t('Try again')}
        </LinkStyleButton>
      </SecondaryText>
    );
  if (count === 0) return null;
  const toggle = () => {
    writeItem(KEY, isOpen ? 'closed' : 'open');
    setOpen(!isOpen);
  };
  const unlink = async (record: LinkedRecord) => {
    const { title } = record;
    // Whoever can't see a record can't link to it again either.
    const isSure =
      title !== null ||
      (await modal.confirm({
        title: t('Unlink from this record?'),
        content: t('You can’t see it, so you won’t be able to link to it again.'),
        okText: t('Unlink'),
        cancelText: t('Cancel'),
      }));
    if (!isSure) return;
    const named = { ...record, title: title ?? t('A record that you can’t see') };
    void link({ ids: record.messageIds, whole: false, record: named, add: false });
  };
  const names = [...linked, ...matching].map(({ title }) => title ?? t('A record that you can’t see'));
  const section = css`
    padding: ${token.paddingXXS}px ${token.paddingSM}px;
    border: 1px solid ${token.colorBorderSecondary};
    border-radius: ${token.borderRadiusLG}px;
    @media print {
      display: none;
    }
  `;
  return (
    <section className={section} aria-label={t('Records')} data-testid="mail-records">
      <Button
        type="text"
        size="small"
        aria-expanded={isOpen}
        onClick={toggle}
        style={{ maxWidth: '100%', paddingInline: 0, background: 'none', overflow: 'hidden' }}
        data-testid="mail-records-fold"
      >
        {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <span>{t('Records')}</span>
        {!isOpen && (
          <SecondaryText ellipsis>
            <bdi>{names.join(', ')}</bdi>
          </SecondaryText>
        )}
      </Button>
      {isOpen && (
        <Flex vertical>
          {linked.map((record) => (
            <RecordLine
              key={keyOf(record)}
              record={record}
              onOpen={() => setShown(record)}
              onUnlink={() => void unlink(record)}
            />
          ))}
          {matching.length > 0 && (
            <SecondaryText style={{ fontSize: token.fontSizeSM }}>
              {t('With an address of this message')}
            </SecondaryText>
          )}
          {matching.map((record) => (
            <RecordLine
              key={keyOf(record)}
              record={record}
              onOpen={() => setShown(record)}
              onLink={() => {
                const named = { ...record, title: record.title ?? '' };
                void link({ ids: [id], whole, record: named, add: true });
              }}
            />
          ))}
        </Flex>
      )}
      <RecordDrawer record={shown} onClose={() => setShown(null)} />
    </section>
  );
}

const keyOf = ({ collection, recordKey }: RecordView): string => `${collection}:${recordKey}`;

function isOpenAtFirst(): boolean {
  const stored = readItem(KEY);
  return stored === null ? window.innerWidth >= WIDE : stored === 'open';
}
