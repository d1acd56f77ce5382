import { FontSizeOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/react';
import { Dropdown } from 'antd';
import { useState } from 'react';
import { useT } from '../../../../locale';
import { SIZES } from '../sizes';
import { ToolButton } from './ToolButton';

const LEVELS = [1, 2, 3] as const;

interface Props {
  editor: Editor;
  /** What the line is: `paragraph`, `heading1` to `heading3` or `codeBlock`. */
  block: string;
  size: string | null;
}

/** Chooses what a line is, and the size of its text. */
export function StyleMenu({ editor, block, size }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const sizes: Record<string, string> = {
    Small: t('Small'),
    Normal: t('Normal'),
    Large: t('Large'),
    Huge: t('Huge'),
  };
  const known = SIZES.find(({ value }) => value === size);
  const choose = (key: string) => {
    const chain = editor.chain().focus();
    const named = SIZES.find(({ name }) => `size${name}` === key);
    if (named) {
      if (named.value) chain.setFontSize(named.value).run();
      else chain.unsetFontSize().run();
    } else if (key === 'paragraph') chain.setParagraph().run();
    else if (key === 'codeBlock') chain.setCodeBlock().run();
    else {
      const level = LEVELS.find((each) => `heading${each}` === key);
      if (level) chain.setHeading({ level }).run();
    }
  };
  const selected = [block, ...(known ? [`size${known.name}`] : [])];
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      open={open}
      onOpenChange={setOpen}
      menu={{
        selectable: true,
        multiple: true,
        selectedKeys: selected,
        onClick: ({ key }) => {
          setOpen(false);
          choose(key);
        },
        items: [
          {
            type: 'group',
            label: t('Paragraph'),
            children: [
              { key: 'paragraph', label: t('Text') },
              ...LEVELS.map((level) => ({
                key: `heading${level}`,
                label: (
                  <span style={{ fontWeight: 600, fontSize: 20 - 2 * level }}>
                    {t('Heading {{level}}', { level })}
                  </span>
                ),
              })),
              { key: 'codeBlock', label: t('Code block') },
            ],
          },
          { type: 'divider' },
          {
            type: 'group',
            label: t('Size'),
            children: SIZES.map(({ name }) => ({ key: `size${name}`, label: sizes[name] })),
          },
        ],
      }}
    >
      <ToolButton
        name="style"
        label={t('Style and size')}
        icon={<FontSizeOutlined />}
        active={block !== 'paragraph' || size !== null}
        quiet={open}
        aria-haspopup="menu"
        aria-expanded={open}
      />
    </Dropdown>
  );
}
