import { App, ConfigProvider, theme } from 'antd';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router-dom';
import type { AttachmentView, Caution, MessageNotice, MessageView } from '../../../src/common';
import { Attachments } from '../../../src/client-v2/components/attachments/Attachments';
import { CautionLines } from '../../../src/client-v2/components/reader/CautionLines';
import { MessageMenu } from '../../../src/client-v2/components/reader/MessageMenu';
import { NoticeBar } from '../../../src/client-v2/components/reader/NoticeBar';
import { ReaderHead } from '../../../src/client-v2/components/reader/ReaderHead';
import { context } from './flow-engine';

export interface ShownMessage {
  message: MessageView;
  attachments?: AttachmentView[];
  notices?: MessageNotice[];
  cautions?: Caution[];
  language?: string;
  dark?: boolean;
  /** NocoBase's AI plugin is there. */
  assistant?: boolean;
}

declare global {
  interface Window {
    read(shown: ShownMessage): void;
    /** What the AI plugin was asked. */
    tasks: unknown[];
  }
}

let root: Root | undefined;

/** What is around the text of a message, at the width of the window. */
window.read = ({
  message,
  attachments = [],
  notices = [],
  cautions = [],
  dark = false,
  language = 'en-US',
  assistant = false,
}) => {
  window.tasks = [];
  const ai = { aiManager: { triggerTask: (task: unknown) => window.tasks.push(task) } };
  Object.assign(context.app, {
    pm: { get: (name: string) => (assistant && name === 'ai' ? ai : undefined) },
  });
  context.i18n.language = language;
  root ??= createRoot(document.getElementById('root') as HTMLElement);
  document.body.style.background = dark ? '#141414' : '#fff';
  root.render(
    <ConfigProvider
      theme={{ token: { motion: false }, algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm }}
    >
      <App>
        <MemoryRouter>
          <main style={{ containerType: 'inline-size', padding: 16 }} key={String(message.id)}>
            <MessageMenu message={message} />
            <ReaderHead message={message} />
            <CautionLines messageId={message.id} cautions={cautions} />
            {notices.map((notice, index) => (
              <NoticeBar key={index} messageId={message.id} notice={notice} />
            ))}
            <Attachments accountId="1" messageId={message.id} attachments={attachments} inText={false} />
          </main>
        </MemoryRouter>
      </App>
    </ConfigProvider>,
  );
};
