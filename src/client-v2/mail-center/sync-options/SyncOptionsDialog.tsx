import {
  Alert,
  App,
  Button,
  DatePicker,
  Empty,
  Flex,
  Modal,
  Select,
  Skeleton,
  theme,
  Typography,
} from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { AccountView, SyncOptions } from '../../../common';
import { useMailApi } from '../../api';
import { useDateFormat } from '../../date-format';
import { useErrorText, useT } from '../../locale';
import { folderName } from '../folders/roles';
import { FolderChoice } from './FolderChoice';
import { droppedFolders, firstDay, isLater, PERIODS, type PeriodKind } from './period';
import { useSyncOptions } from './useSyncOptions';

interface Props {
  account: AccountView;
  onClose(): void;
  onSaved(): void;
}

interface Choice {
  kept: ReadonlySet<string>;
  period: PeriodKind;
  day: string | null;
}

const choiceOf = ({ folders, syncFrom }: SyncOptions): Choice => ({
  kept: new Set(folders.filter(({ leftOut }) => !leftOut).map(({ id }) => String(id))),
  period: syncFrom === null ? 'all' : 'day',
  day: syncFrom,
});

/** Which folders of an account are here, and from which day on. What is taken out stays on the server. */
export function SyncOptionsDialog({ account, onClose, onSaved }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const { token } = theme.useToken();
  const { options, failure, reload } = useSyncOptions(account.id);
  const [changed, setChanged] = useState<Choice>();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const choice = changed ?? (options && choiceOf(options));
  const ready = options && choice && (choice.period !== 'day' || choice.day !== null);

  const save = async () => {
    if (!ready) return;
    setSaving(true);
    setProblem(null);
    try {
      await api.setSyncOptions({
        accountId: account.id,
        syncFrom: firstDay(choice.period, choice.day),
        folders: options.folders
          .filter(({ selectable }) => selectable)
          .map(({ id }) => ({ id, leftOut: !choice.kept.has(String(id)) })),
      });
      message.success(t('Saved. The mailbox is brought up to date.'));
      onSaved();
      onClose();
    } catch (error) {
      setProblem(errorText(error));
      setSaving(false);
    }
  };
  return (
    <Modal
      open
      title={t('Folders and period')}
      okText={t('Save')}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: !ready || !changed, className: 'mail-sync-save' }}
      confirmLoading={saving}
      onOk={() => void save()}
      onCancel={() => !saving && onClose()}
      maskClosable={!saving}
    >
      <Typography.Paragraph type="secondary">
        {t('What of {{address}} is shown here. Nothing is ever deleted on the mail server by this.', {
          address: account.address,
        })}
      </Typography.Paragraph>
      {failure !== undefined && (
        <Alert
          showIcon
          type="error"
          message={errorText(failure)}
          action={<Button onClick={() => void reload()}>{t('Try again')}</Button>}
        />
      )}
      {!options && failure === undefined && <Skeleton active paragraph={{ rows: 6 }} />}
      {options && choice && (
        <Flex vertical gap={token.margin}>
          <Period choice={choice} disabled={saving} onChange={setChanged} />
          {options.folders.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('The folders are not known yet.')} />
          ) : (
            <div style={{ maxHeight: '45vh', overflowY: 'auto' }}>
              <FolderChoice
                folders={options.folders}
                kept={choice.kept}
                disabled={saving}
                onChange={(kept) => setChanged({ ...choice, kept })}
              />
            </div>
          )}
          <Consequences options={options} choice={choice} />
        </Flex>
      )}
      {problem && (
        <Alert showIcon type="error" role="alert" message={problem} style={{ marginTop: token.margin }} />
      )}
    </Modal>
  );
}

interface PeriodProps {
  choice: Choice;
  disabled: boolean;
  onChange(choice: Choice): void;
}

function Period({ choice, disabled, onChange }: PeriodProps) {
  const t = useT();
  const { token } = theme.useToken();
  const kinds = Object.keys(PERIODS) as PeriodKind[];
  return (
    <Flex gap={token.marginXS} wrap align="center">
      <Select
        value={choice.period}
        disabled={disabled}
        onChange={(period) => onChange({ ...choice, period })}
        options={kinds.map((value) => ({ value, label: t(PERIODS[value]) }))}
        style={{ flex: '1 1 180px' }}
        aria-label={t('Period')}
        data-testid="mail-sync-period"
      />
      {choice.period === 'day' && (
        <DatePicker
          value={choice.day === null ? null : dayjs(choice.day)}
          disabled={disabled}
          disabledDate={(day) => day.isAfter(dayjs(), 'day')}
          onChange={(day: dayjs.Dayjs | null) =>
            onChange({ ...choice, day: day ? day.format('YYYY-MM-DD') : null })
          }
          style={{ flex: '1 1 140px' }}
          aria-label={t('First day')}
          data-testid="mail-sync-day"
        />
      )}
    </Flex>
  );
}

/** What goes from here when this is saved. */
function Consequences({ options, choice }: { options: SyncOptions; choice: Choice }) {
  const t = useT();
  const format = useDateFormat();
  const day = firstDay(choice.period, choice.day);
  const later = isLater(day, options.syncFrom);
  const dropped = droppedFolders(options.folders, choice.kept);
  if (!later && dropped.length === 0) return null;
  const names = dropped.map((folder) => folderName(folder, t)).join(', ');
  return (
    <Alert
      showIcon
      type="warning"
      data-testid="mail-sync-consequences"
      message={
        <>
          {later && day && (
            <div>
              {t('Mails older than {{date}} are removed from here; they stay on the server.', {
                // Midnight here: a day alone would be read as one of UTC.
                date: format.day(`${day}T00:00:00`),
              })}
            </div>
          )}
          {names && (
            <div>
              {t('The mails of these folders are removed from here; they stay on the server: {{folders}}', {
                folders: names,
              })}
            </div>
          )}
        </>
      }
    />
  );
}
