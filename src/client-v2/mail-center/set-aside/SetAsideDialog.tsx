import { CheckCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, List, Modal, Result, Skeleton, theme, Typography } from 'antd';
import { useState } from 'react';
import type { AccountView, FolderView, Id } from '../../../common';
import { useMailApi } from '../../api';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useErrorText, useT } from '../../locale';
import { folderName } from '../folders/roles';
import { SetAsideItem } from './SetAsideItem';
import { useSetAside } from './useSetAside';

interface Props {
  account: AccountView;
  count: number;
  /** The account's own folders. To find a message, its folder has to be known. */
  folders: readonly FolderView[];
  onClose(): void;
}

/** An account's unreadable messages, with the reason and buttons to try again. */
export function SetAsideDialog({ account, count, folders, onClose }: Props) {
  const t = useT();
  const api = useMailApi();
  const { token } = theme.useToken();
  const errorText = useErrorText();
  const list = useSetAside(account.id);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { rows } = list;

  const retry = async (ids?: Id[]) => {
    setAsking(true);
    setFailure(undefined);
    try {
      await api.retrySetAside(ids ? { ids } : { accountId: account.id });
      list.reload();
    } catch (error) {
      setFailure(error);
    } finally {
      setAsking(false);
    }
  };
  const names = new Map(folders.map((folder) => [String(folder.id), folderName(folder, t)]));
  const idle = rows?.some(({ waiting }) => !waiting) ?? false;
  return (
    <Modal
      open
      centered
      title={count > 0 ? t('Mails that could not be read ({{count}})', { count }) : account.address}
      width={640}
      onCancel={onClose}
      footer={
        <Flex wrap gap="small" justify="end">
          <Button onClick={onClose}>{t('Close')}</Button>
          {rows && rows.length > 0 && (
            <Button type="primary" loading={asking} disabled={!idle} onClick={() => void retry()}>
              {t('Try all again')}
            </Button>
          )}
        </Flex>
      }
      destroyOnHidden
      data-testid="mail-set-aside"
    >
      <Flex vertical gap={token.margin}>
        {count > 0 && <SecondaryText style={{ overflowWrap: 'anywhere' }}>{account.address}</SecondaryText>}
        {failure !== undefined && <Alert showIcon type="error" message={errorText(failure)} />}
        {rows === undefined && list.failure !== undefined && (
          <Result
            status="warning"
            title={t('The list could not be loaded')}
            subTitle={<SecondaryText>{errorText(list.failure)}</SecondaryText>}
            extra={<Button onClick={list.reload}>{t('Try again')}</Button>}
          />
        )}
        {rows === undefined && list.failure === undefined && <Skeleton active paragraph={{ rows: 4 }} />}
        {rows?.length === 0 && (
          <Result
            icon={<CheckCircleOutlined style={{ color: token.colorSuccess }} />}
            title={t('All mails can be read again.')}
          />
        )}
        {rows !== undefined && rows.length > 0 && (
          <>
            <Typography.Text>
              {rows.length === 1
                ? t(
                    'Nothing is lost: the mail is still in your mailbox, where Outlook may be able to show it. It is tried again once a day.',
                  )
                : t(
                    'Nothing is lost: these mails are still in your mailbox, where Outlook may be able to show them. They are tried again once a day.',
                  )}
            </Typography.Text>
            <div style={{ maxHeight: '50vh', overflow: 'auto' }} aria-live="polite">
              <List
                dataSource={rows}
                rowKey={({ id }) => String(id)}
                renderItem={(mail) => (
                  <SetAsideItem
                    mail={mail}
                    folder={names.get(String(mail.folderId))}
                    disabled={asking}
                    onRetry={() => void retry([mail.id])}
                  />
                )}
                loadMore={
                  list.more && (
                    <Flex justify="center" style={{ padding: token.paddingXS }}>
                      <Button onClick={list.showMore}>{t('Show more')}</Button>
                    </Flex>
                  )
                }
              />
            </div>
          </>
        )}
      </Flex>
    </Modal>
  );
}
