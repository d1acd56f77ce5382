import { App, ConfigProvider, theme } from 'antd';
import { createRoot, type Root } from 'react-dom/client';
import type { MessageBody } from '../../../src/common';
import { Attachments } from '../../../src/client-v2/components/attachments/Attachments';
import { composerStore } from '../../../src/client-v2/components/composer/composer-store';
import { MailFrame } from '../../../src/client-v2/components/reader/MailFrame';

interface Shown {
  html: string;
  css?: string;
  text?: string;
  allowRemote?: boolean;
  dark?: boolean;
  attachments?: MessageBody['attachments'];
  /** Lists the attachments above the text, as the reader does. */
  listed?: boolean;
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

window.show = ({
  html,
  css,
  text = '',
  allowRemote = false,
  dark = false,
  attachments = [],
  listed = false,
}) => {
  root ??= createRoot(document.getElementById('root') as HTMLElement);
  shown += 1;
  const body = { id: shown, html, css, text, hasRemoteContent: true, attachments };
  root.render(
    <ConfigProvider theme={{ algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm }}>
      <App>
        {listed && (
          <Attachments accountId="1" key={shown} messageId={shown} attachments={attachments} inText={false} />
        )}
        <MailFrame body={body} allowRemote={allowRemote} messageId={shown} />
      </App>
    </ConfigProvider>,
  );
};
window.composers = () => composerStore.get().windows.map(({ init }) => init);
