import { SmileOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/react';
import { Popover, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../../../locale';
import { ToolButton } from './ToolButton';

const EmojiPanel = lazy(() => import('../emoji/EmojiPanel'));

/** Inserts an emoji. */
export function EmojiButton({ editor }: { editor: Editor }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const insert = (char: string) => {
    setOpen(false);
    editor.chain().focus().insertContent({ type: 'text', text: char }).run();
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyTooltipOnHide
      content={
        <Suspense fallback={<Skeleton active title={false} style={{ width: 276 }} />}>
          <EmojiPanel onChoose={insert} />
        </Suspense>
      }
    >
      <ToolButton
        name="emoji"
        label={t('Emoji')}
        icon={<SmileOutlined />}
        quiet={open}
        aria-haspopup="dialog"
        aria-expanded={open}
      />
    </Popover>
  );
}
