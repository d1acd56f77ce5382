import { FontSizeOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/react';
import { Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import { useT } from '../../../../locale';
import { ChosenMark } from '../../../shared/ChosenMark';
import { SecondaryText } from '../../../shared/SecondaryText';
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
  const heading = (level: number) => (
    <span style={{ fontWeight: 600, fontSize: 20 - 2 * level }}>{t('Heading {{level}}', { level })}</span>
  );
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
  const entry = (key: string, label: ReactNode, chosen: boolean) => ({
    ...{ key, label, extra: <ChosenMark chosen={chosen} /> },
  });
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      open={open}
      onOpenChange={setOpen}
      menu={{
        onClick: ({ key }) => {
          setOpen(false);
          choose(key);
        },
        items: [
          {
            type: 'group',
            label: <SecondaryText>{t('Paragraph')}</SecondaryText>,
            children: [
              entry('paragraph', t('Text'), block === 'paragraph'),
              ...LEVELS.map((level) => entry(`heading${level}`, heading(level), block === `heading${level}`)),
              entry('codeBlock', t('Code block'), block === 'codeBlock'),
            ],
          },
          { type: 'divider' },
          {
            type: 'group',
            label: <SecondaryText>{t('Size')}</SecondaryText>,
            children: SIZES.map(({ name, value }) => entry(`size${name}`, sizes[name], value === size)),
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
