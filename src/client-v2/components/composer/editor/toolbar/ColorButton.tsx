import { FontColorsOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/react';
import { Button, Flex, Popover, theme } from 'antd';
import { useState } from 'react';
import { useT } from '../../../../locale';
import { SecondaryText } from '../../../shared/SecondaryText';
import { HIGHLIGHTS, INK, TEXT_COLORS, type NamedColor } from '../palette';
import { moveInGrid } from './grid-keys';
import { ToolButton } from './ToolButton';

interface Props {
  editor: Editor;
  color: string | null;
  highlight: string | null;
}

/** Chooses the color of the text and the color behind it. */
export function ColorButton({ editor, color, highlight }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const [open, setOpen] = useState(false);
  const names: Record<string, string> = {
    Red: t('Red'),
    Orange: t('Orange'),
    Gold: t('Gold'),
    Green: t('Green'),
    Teal: t('Teal'),
    Blue: t('Blue'),
    Purple: t('Purple'),
    Pink: t('Pink'),
    Gray: t('Gray'),
    Yellow: t('Yellow'),
  };
  /** Text on a color needs one of its own: the reader's could be light. */
  const set = (attributes: { color: string | null; backgroundColor: string | null }) => {
    editor.chain().focus().setMark('textStyle', attributes).removeEmptyTextStyle().run();
    setOpen(false);
  };
  const setColor = (value: string | null) =>
    set({ color: value ?? (highlight ? INK : null), backgroundColor: highlight });
  const setHighlight = (value: string | null) =>
    set({ color: value ? (color ?? INK) : color === INK ? null : color, backgroundColor: value });

  const swatches = (
    label: string,
    none: string,
    colors: readonly NamedColor[],
    chosen: string | null,
    choose: (value: string | null) => void,
  ) => (
    <div role="group" aria-label={label}>
      <SecondaryText style={{ fontSize: token.fontSizeSM }}>{label}</SecondaryText>
      <Flex gap={4} wrap align="center" onKeyDown={(event) => moveInGrid(event, 5)}>
        {colors.map(({ name, value }) => (
          <Button
            key={value}
            size="small"
            aria-label={names[name]}
            title={names[name]}
            aria-pressed={chosen === value}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(value)}
            style={{
              ...{ width: 24, minWidth: 24, padding: 0, background: value },
              borderColor: chosen === value ? token.colorPrimary : token.colorBorder,
              boxShadow: chosen === value ? `0 0 0 2px ${token.colorPrimaryBorder}` : undefined,
            }}
          />
        ))}
        <Button
          size="small"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(null)}
          disabled={!chosen}
        >
          {none}
        </Button>
      </Flex>
    </div>
  );
  const content = (
    <Flex vertical gap={token.marginXS} style={{ width: 270, maxWidth: '80vw' }}>
      {swatches(t('Text color'), t('Default'), TEXT_COLORS, color === INK ? null : color, setColor)}
      {swatches(t('Highlight'), t('None'), HIGHLIGHTS, highlight, setHighlight)}
    </Flex>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={content} destroyTooltipOnHide>
      <ToolButton
        name="color"
        label={t('Colors')}
        icon={<FontColorsOutlined style={{ color: color && color !== INK ? color : undefined }} />}
        active={Boolean(color ?? highlight)}
        quiet={open}
        aria-haspopup="dialog"
        aria-expanded={open}
      />
    </Popover>
  );
}
