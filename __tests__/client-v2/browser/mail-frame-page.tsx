import { App, ConfigProvider, theme } from 'antd';
import { createRoot, type Root } from 'react-dom/client';
import type { MessageBody } from '../../../src/common';
import { composerStore } from '../../../src/client-v2/components/composer-store';
import { MailFrame } from '../../../src/client-v2/components/MailFrame';

interface Shown {
  html: string;
  text?: string;
  allowRemote?: boolean;
  dark?: boolean;
  attachments?: MessageBody['attachments'];
}

declare global {
  interface Window {
    show(mail: Shown): void;
    composers(): unknown[];
    pwned?: unknown;
  }
}

let root: Root | undefined;
let shown = 0;

window.show = ({ html, text = '', allowRemote = false, dark = false, attachments = [] }) => {
  root ??= createRoot(document.getElementById('root') as HTMLElement);
  shown += 1;
  const body = { id: shown, html, text, hasRemoteContent: true, attachments };
  root.render(
    <ConfigProvider theme={{ algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm }}>
      <App>
        <MailFrame body={body} allowRemote={allowRemote} messageId={shown} />
      </App>
    </ConfigProvider>,
  );
};
window.composers = () => composerStore.get().windows.map(({ init }) => init);
