import { LinkOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/react';
import { Button, Form, Input, Popover, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../../../locale';
import { normaliseLink } from '../editor-extensions';
import { ToolButton } from './ToolButton';

/** Sets, changes or removes the link of the selected words. */
export function LinkButton({ editor, active }: { editor: Editor; active: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [url, setUrl] = useState('');
  const [invalid, setInvalid] = useState(false);

  const show = (next: boolean) => {
    if (next) setUrl(String(editor.getAttributes('link').href ?? ''));
    setInvalid(false);
    setOpen(next);
  };
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    // On the document, because the editor's own element may not be there yet.
    const onKey = (event: KeyboardEvent) => {
      const isK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!isK || !editor.isFocused) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [editor]);
  const apply = () => {
    const href = normaliseLink(url);
    if (!href) {
      setInvalid(true);
      return;
    }
    const chain = editor.chain().focus();
    if (editor.state.selection.empty && !active) {
      chain
        .insertContent({ type: 'text', text: url.trim(), marks: [{ type: 'link', attrs: { href } }] })
        .run();
    } else {
      chain.extendMarkRange('link').setLink({ href }).run();
    }
    setOpen(false);
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    setOpen(false);
  };
  const form = (
    <Form.Item
      validateStatus={invalid ? 'error' : ''}
      help={invalid ? t('Enter a web or mail address') : null}
      style={{ margin: 0 }}
    >
      <Space.Compact>
        <Input
          autoFocus
          value={url}
          aria-label={t('Link address')}
          placeholder="https://"
          style={{ width: 240 }}
          onChange={(event) => setUrl(event.target.value)}
          onPressEnter={apply}
        />
        <Button type="primary" onClick={apply}>
          {t('Apply')}
        </Button>
        {active && <Button onClick={remove}>{t('Remove')}</Button>}
      </Space.Compact>
    </Form.Item>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={show} content={form} destroyTooltipOnHide>
      <ToolButton
        name="link"
        label={t('Link')}
        shortcut="K"
        icon={<LinkOutlined />}
        active={active}
        quiet={open}
        aria-haspopup="dialog"
        aria-expanded={open}
      />
    </Popover>
  );
}
