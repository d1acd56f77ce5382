import { App } from 'antd';
import { useState } from 'react';
import { useT } from '../../../locale';
import type { RichEditorProps } from './editor-props';
import { EditorSurface } from './EditorSurface';
import { storedHtml } from './incoming/incoming-html';
import { hasFormatting, plainHtml } from './plain-text';

/** Edits a message's text. It has its own file because the editor's library is loaded only when needed. */
export default function RichEditor(props: RichEditorProps) {
  const { onPlain, onReady, onChange } = props;
  const t = useT();
  const { modal } = App.useApp();
  // Each kind of text has an editor of its own, which begins with the other's text.
  const [start, setStart] = useState(() => {
    const plain = props.plain ?? false;
    return { html: plain ? plainHtml(props.initialHtml) : storedHtml(props.initialHtml), plain, switched: 0 };
  });
  const switchTo = async (plain: boolean, html: string) => {
    if (plain && hasFormatting(html)) {
      const isSure = await modal.confirm({
        title: t('Switch to plain text?'),
        content: t('Formatting, links and pictures are removed. Lists and tables become lines of text.'),
        okText: t('Switch to plain text'),
        cancelText: t('Cancel'),
      });
      if (!isSure) return;
    }
    onPlain?.(plain);
    setStart(({ switched }) => ({ html: plain ? plainHtml(html) : html, plain, switched: switched + 1 }));
  };
  return (
    <EditorSurface
      {...props}
      key={start.switched}
      initialHtml={start.html}
      plain={start.plain}
      autoFocus={start.switched > 0 ? 'start' : props.autoFocus}
      onReady={start.switched > 0 ? onChange : onReady}
      onSwitch={onPlain && ((html) => void switchTo(!start.plain, html))}
    />
  );
}
