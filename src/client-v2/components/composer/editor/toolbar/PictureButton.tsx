import { PictureOutlined } from '@ant-design/icons';
import { NodeSelection } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';
import { Button, Flex, Form, Input, Popover, theme } from 'antd';
import { useRef, useState } from 'react';
import { useT } from '../../../../locale';
import { ToolButton } from './ToolButton';

/** Pixels. */
const WIDTHS = { small: 160, medium: 320, large: 640 };

interface Props {
  editor: Editor;
  /** Whether a picture is selected. */
  selected: boolean;
  onFiles(files: File[]): void;
}

/** Inserts a picture. If one is selected, changes its size and what people hear who can't see it. */
export function PictureButton({ editor, selected, onFiles }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [alt, setAlt] = useState('');
  const show = (next: boolean) => {
    if (next && !selected) {
      field.current?.click();
      return;
    }
    if (next) setAlt(String(editor.getAttributes('image').alt ?? ''));
    else if (open) save();
    setOpen(next && selected);
  };
  const save = () => {
    if (alt.trim() !== String(editor.getAttributes('image').alt ?? ''))
      updatePicture(editor, { alt: alt.trim() });
  };
  const resize = (width: number | null) => {
    const image = selectedImage(editor);
    const ratio = image && image.naturalWidth > 0 ? image.naturalHeight / image.naturalWidth : null;
    const height = width === null || ratio === null ? null : Math.round(width * ratio);
    updatePicture(editor, { width, height });
  };
  const close = () => {
    save();
    setOpen(false);
    editor.commands.focus();
  };
  const content = (
    <Flex
      vertical
      gap={token.marginXS}
      style={{ width: 280, maxWidth: '80vw' }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <Form.Item
        layout="vertical"
        label={t('Description')}
        htmlFor="mail-picture-alt"
        extra={t('For people who can’t see the picture.')}
        style={{ margin: 0 }}
      >
        <Input
          id="mail-picture-alt"
          autoFocus
          value={alt}
          maxLength={500}
          dir="auto"
          onChange={(event) => setAlt(event.target.value)}
          onPressEnter={close}
        />
      </Form.Item>
      <Flex gap={4} wrap role="group" aria-label={t('Size')}>
        <Button size="small" onClick={() => resize(WIDTHS.small)}>
          {t('Small')}
        </Button>
        <Button size="small" onClick={() => resize(WIDTHS.medium)}>
          {t('Medium')}
        </Button>
        <Button size="small" onClick={() => resize(WIDTHS.large)}>
          {t('Large')}
        </Button>
        <Button size="small" onClick={() => resize(null)}>
          {t('Original size')}
        </Button>
      </Flex>
    </Flex>
  );
  return (
    <>
      <Popover trigger="click" open={open} onOpenChange={show} content={content} destroyTooltipOnHide>
        <ToolButton
          name="picture"
          label={selected ? t('Description and size of the picture') : t('Insert picture')}
          icon={<PictureOutlined />}
          active={selected}
          quiet={open}
          aria-haspopup={selected ? 'dialog' : undefined}
          aria-expanded={selected ? open : undefined}
        />
      </Popover>
      <input
        ref={field}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        // antd shows files' fields in its forms, even hidden ones.
        style={{ display: 'none' }}
        tabIndex={-1}
        aria-label={t('Insert picture')}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}

/** Changes the selected picture, and keeps it selected: the next change is about the same one. */
function updatePicture({ state, view }: Editor, attributes: Record<string, unknown>): void {
  const { from } = state.selection;
  const node = state.doc.nodeAt(from);
  if (node?.type.name !== 'image') return;
  const tr = state.tr.setNodeMarkup(from, undefined, { ...node.attrs, ...attributes });
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, from)));
}

function selectedImage({ state, view }: Editor): HTMLImageElement | null {
  if (!(state.selection instanceof NodeSelection)) return null;
  const dom = view.nodeDOM(state.selection.from);
  return dom instanceof HTMLElement ? dom.querySelector('img') : null;
}
