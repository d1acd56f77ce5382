import {
  BellOutlined,
  CodeOutlined,
  DatabaseOutlined,
  DownloadOutlined,
  ExportOutlined,
  FileAddOutlined,
  LinkOutlined,
  MoreOutlined,
  PaperClipOutlined,
  PrinterOutlined,
  RedoOutlined,
} from '@ant-design/icons';
import { App, Button, Dropdown, Tooltip, type MenuProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { useHref } from 'react-router-dom';
import { formatAddress, type MailAddress, type MessageBody, type MessageView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { MAIL_PATH } from '../../paths';
import { useCopy } from '../../useCopy';
import { useAssistant } from '../assistant/useAssistant';
import { formatSize } from '../attachments/format-size';
import { useForwardAsFiles } from '../composer/useForwardAsFiles';
import { useSendAgain } from '../composer/useSendAgain';
import { useRemember } from '../reminders/useRemember';
import { LinkDialog } from '../records/LinkDialog';
import { NewRecordDrawer } from '../records/NewRecordDrawer';
import { useLanguage } from '../shared/useLanguage';
import { printMessage, type PrintedHead } from './print-message';
import { SourceDialog } from './SourceDialog';
import { useIsSent } from './useIsSent';
import { useMessageWindow } from './useMessageWindow';

interface MessageMenuItems {
  items: NonNullable<MenuProps['items']>;
  /** Has to be called when somebody is about to open the menu. */
  prepare(): void;
  /** Has to be rendered next to the menu. */
  dialog: ReactNode;
}

interface Props {
  message: MessageView;
  /** Whether to print pictures from other servers; only if the reader shows them. */
  allowRemote?: boolean;
}

/** Further actions on a message, as items for an antd menu. */
export function useMessageMenu({ message, allowRemote = false }: Props): MessageMenuItems {
  const t = useT();
  const api = useMailApi();
  const copy = useCopy();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const [isSourceOpen, setSourceOpen] = useState(false);
  const [isLinking, setLinking] = useState(false);
  const [isCreating, setCreating] = useState(false);
  const print = usePrint(allowRemote);
  const openWindow = useMessageWindow();
  const forwardAsFiles = useForwardAsFiles();
  const sendAgain = useSendAgain();
  const remember = useRemember();
  const { isSent, look } = useIsSent(message);
  const assistant = useAssistant(message);
  const link = useHref(`${MAIL_PATH}?message=${encodeURIComponent(String(message.id))}`);
  const attempt = (work: () => Promise<void>) => () =>
    void work().catch((error: unknown) => toast.error(errorText(error)));
  const save = attempt(() =>
    api.downloadSource(message.id, `${fileName(message.subject) || t('message')}.eml`),
  );
  return {
    items: [
      ...assistant.items,
      {
        key: 'window',
        icon: <ExportOutlined aria-hidden />,
        label: t('Open in a new window'),
        onClick: () => openWindow(message.id),
      },
      {
        key: 'remind',
        icon: <BellOutlined aria-hidden />,
        label: t('Remind me about this…'),
        onClick: () => remember(message),
      },
      {
        key: 'print',
        icon: <PrinterOutlined aria-hidden />,
        label: t('Print'),
        onClick: attempt(() => print(message)),
      },
      ...(message.draft
        ? []
        : [
            {
              key: 'forwardAsFile',
              icon: <PaperClipOutlined aria-hidden />,
              label: t('Forward as attachment'),
              onClick: () => void forwardAsFiles([message]),
            },
          ]),
      {
        key: 'record',
        icon: <DatabaseOutlined aria-hidden />,
        label: t('Link to record…'),
        onClick: () => setLinking(true),
      },
      {
        key: 'newRecord',
        icon: <FileAddOutlined aria-hidden />,
        label: t('New record from this message…'),
        onClick: () => setCreating(true),
      },
      { key: 'save', icon: <DownloadOutlined aria-hidden />, label: t('Save as .eml file'), onClick: save },
      {
        key: 'link',
        icon: <LinkOutlined aria-hidden />,
        label: t('Copy link to the message'),
        onClick: () => void copy(new URL(link, window.location.origin).href),
      },
      {
        key: 'source',
        icon: <CodeOutlined aria-hidden />,
        label: t('Show source'),
        onClick: () => setSourceOpen(true),
      },
      ...(isSent && !message.draft
        ? [
            {
              key: 'again',
              icon: <RedoOutlined aria-hidden />,
              label: t('Send again'),
              onClick: () => void sendAgain(message.id),
            },
          ]
        : []),
    ],
    prepare: () => {
      look();
      assistant.look();
    },
    dialog: (
      <>
        {isSourceOpen && (
          <SourceDialog message={message} onSave={save} onClose={() => setSourceOpen(false)} />
        )}
        <LinkDialog
          about={isLinking ? { ids: [message.id], whole: false } : null}
          onClose={() => setLinking(false)}
        />
        <NewRecordDrawer open={isCreating} message={message} onClose={() => setCreating(false)} />
      </>
    ),
  };
}

/** The same items behind a button. */
export function MessageMenu(props: Props) {
  const t = useT();
  const { items, dialog, prepare } = useMessageMenu(props);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight" onOpenChange={setOpen}>
        <Tooltip title={open ? undefined : t('More')}>
          <Button
            type="text"
            icon={<MoreOutlined aria-hidden />}
            aria-label={t('More')}
            onPointerEnter={prepare}
            onFocus={prepare}
          />
        </Tooltip>
      </Dropdown>
      {dialog}
    </>
  );
}

/** Replaces characters that file systems don't allow. The browser cuts off a name that is too long. */
const fileName = (subject: string): string =>
  subject
    .slice(0, 100)
    .replace(/[/\\:*?"<>|\p{Cc}]/gu, '_')
    .trim();

function usePrint(allowRemote: boolean): (message: MessageView) => Promise<void> {
  const t = useT();
  const api = useMailApi();
  const language = useLanguage();
  const headOf = (message: MessageView, body: MessageBody): PrintedHead => {
    const people = (list: MailAddress[]) => list.map(formatAddress).join(', ');
    const sent = new Date(message.sentAt);
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
    const files = body.attachments.filter(({ inline }) => !inline);
    const rows: PrintedHead['rows'] = [
      [t('From'), people(message.from)],
      [t('To'), people(message.to)],
      [t('Cc'), people(message.cc)],
      [t('Bcc'), people(message.bcc)],
      [t('Date'), Number.isNaN(sent.getTime()) ? '' : date.format(sent)],
      [
        t('Attachments'),
        files
          .map(
            ({ filename, size }) =>
              `${filename || t('Unnamed file')} (${formatSize(Number(size), language)})`,
          )
          .join(', '),
      ],
    ];
    return { title: message.subject || t('(no subject)'), rows: rows.filter(([, text]) => text !== '') };
  };
  return async (message) => {
    const body = await api.body(message.id);
    await printMessage(headOf(message, body), body, {
      allowRemote,
      read: (id) => api.attachment(id, { inline: true }),
    });
  };
}
