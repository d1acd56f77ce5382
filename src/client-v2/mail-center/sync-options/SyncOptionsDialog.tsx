import { Alert, App, Empty, Flex, Modal, Skeleton, theme, Typography } from 'antd';
import { useState } from 'react';
import type { AccountView, SyncOptions } from '../../../common';
import { useMailApi } from '../../api';
import { RetryAlert } from '../../components/shared/RetryAlert';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useErrorText, useT } from '../../locale';
import { Consequences } from './Consequences';
import { FolderChoice } from './FolderChoice';
import { droppedFolders, firstDay, isLater } from './period';
import { PeriodChoice, type ChosenPeriod } from './PeriodChoice';
import { useSyncOptions } from './useSyncOptions';

interface Props {
  account: AccountView;
  onClose(): void;
  onSaved(): void;
}

interface Choice extends ChosenPeriod {
  /**
   * By folder id: the folders that were ticked or unticked. All others stay as they are, including new ones.
   */
  ticks: ReadonlyMap<string, boolean>;
}

const choiceOf = ({ syncFrom }: SyncOptions): Choice => ({
  ticks: new Map(),
  period: syncFrom === null ? 'all' : 'day',
  day: syncFrom,
});

/** Returns the ids of the folders to include. */
const keptFolders = ({ folders }: SyncOptions, { ticks }: Choice): Set<string> =>
  new Set(folders.filter(({ id, leftOut }) => ticks.get(String(id)) ?? !leftOut).map(({ id }) => String(id)));

/**
 * Chooses which of an account's folders are loaded, and from which day on. Excluded messages stay on the
 * server.
 */
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
  const kept = options && choice ? keptFolders(options, choice) : new Set<string>();
  const day = choice ? firstDay(choice.period, choice.day) : null;
  const ready = options && choice && (choice.period !== 'day' || choice.day !== null);

  const save = async () => {
    if (!ready) return;
    setSaving(true);
    setProblem(null);
    try {
      await api.setSyncOptions({
        accountId: account.id,
        syncFrom: day,
        folders: options.folders
          .filter(({ selectable }) => selectable)
          .map(({ id }) => ({ id, leftOut: !kept.has(String(id)) })),
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
      centered
      title={t('Folders and period')}
      okText={t('Save')}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: !ready || !changed, className: 'mail-sync-save' }}
      confirmLoading={saving}
      onOk={() => void save()}
      onCancel={() => !saving && onClose()}
      maskClosable={!saving}
    >
      <Typography.Paragraph style={{ overflowWrap: 'anywhere' }}>
        <SecondaryText>
          {t('What of {{address}} is shown here. Nothing is ever deleted on the mail server by this.', {
            address: account.address,
          })}
        </SecondaryText>
      </Typography.Paragraph>
      {failure !== undefined && <RetryAlert error={failure} onRetry={() => void reload()} />}
      {!options && failure === undefined && <Skeleton active paragraph={{ rows: 6 }} />}
      {options && choice && (
        <Flex vertical gap={token.margin}>
          <PeriodChoice
            value={choice}
            disabled={saving}
            onChange={(period) => setChanged({ ...choice, ...period })}
          />
          {options.folders.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('The folders are not known yet.')} />
          ) : (
            <div
              style={{
                maxHeight: '40vh',
                overflowY: 'auto',
                padding: `${token.paddingXS}px 0`,
                border: `1px solid ${token.colorBorderSecondary}`,
                borderRadius: token.borderRadiusLG,
              }}
            >
              <FolderChoice
                folders={options.folders}
                kept={kept}
                disabled={saving}
                onChange={(folders, here) =>
                  setChanged({
                    ...choice,
                    ticks: new Map([
                      ...choice.ticks,
                      ...folders.map(({ id }) => [String(id), here] as const),
                    ]),
                  })
                }
              />
            </div>
          )}
          <Consequences
            day={isLater(day, options.syncFrom) ? day : null}
            dropped={droppedFolders(options.folders, kept)}
          />
        </Flex>
      )}
      {problem && (
        <Alert showIcon type="error" role="alert" message={problem} style={{ marginTop: token.margin }} />
      )}
    </Modal>
  );
}
