import { Tag, theme } from 'antd';
import type { ReactNode } from 'react';
import { toneColour, type Tone } from './ToneText';

export type TagColor = 'default' | 'processing' | 'warning' | 'error';

/** A state in a word. */
export interface StateText {
  text: string;
  color: TagColor;
}

const TONES: Partial<Record<TagColor, Tone>> = { processing: 'info', warning: 'warning', error: 'danger' };

/** A tag that shows a state, in a readable color. */
export function StateTag({ color, children }: { color: TagColor; children: ReactNode }) {
  const { token } = theme.useToken();
  const tone = TONES[color];
  return (
    <Tag
      color={color}
      bordered={false}
      style={{ marginInlineEnd: 0, color: tone && toneColour(tone, token) }}
    >
      {children}
    </Tag>
  );
}
