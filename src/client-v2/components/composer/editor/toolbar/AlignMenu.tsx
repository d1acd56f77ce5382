import { AlignCenterOutlined, AlignLeftOutlined, AlignRightOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/react';
import { Dropdown } from 'antd';
import { useState } from 'react';
import { useT } from '../../../../locale';
import { ChosenMark } from '../../../shared/ChosenMark';
import { ToolButton } from './ToolButton';

const ICONS = { left: AlignLeftOutlined, center: AlignCenterOutlined, right: AlignRightOutlined };
type Side = keyof typeof ICONS;
const isSide = (side: string): side is Side => Object.hasOwn(ICONS, side);

/** Aligns paragraphs and headings. */
export function AlignMenu({ editor, align }: { editor: Editor; align: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const side = isSide(align) ? align : 'left';
  const Icon = ICONS[side];
  const item = (key: Side, label: string) => {
    const ItemIcon = ICONS[key];
    return { key, label, icon: <ItemIcon aria-hidden />, extra: <ChosenMark chosen={key === align} /> };
  };
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      open={open}
      onOpenChange={setOpen}
      menu={{
        items: [item('left', t('Align left')), item('center', t('Center')), item('right', t('Align right'))],
        onClick: ({ key }) => {
          setOpen(false);
          const chain = editor.chain().focus();
          // Left is what a text is anyway, or right for scripts that run the other way.
          if (key === 'left') chain.unsetTextAlign().run();
          else chain.setTextAlign(key).run();
        },
      }}
    >
      <ToolButton
        name="align"
        label={t('Alignment')}
        icon={<Icon />}
        active={side !== 'left'}
        quiet={open}
        aria-haspopup="menu"
        aria-expanded={open}
      />
    </Dropdown>
  );
}
