import { theme, type GlobalToken } from 'antd';
import type { ComponentProps } from 'react';

export type Tone = 'danger' | 'warning' | 'info' | 'secondary';

/** Colors that are readable on every background of a theme: antd's own red and orange have 3.3:1 and 2:1 on white. */
export const toneColour = (tone: Tone, token: GlobalToken): string =>
  ({
    danger: token['red-8'],
    warning: token['orange-8'],
    info: token['blue-7'],
    secondary: token.colorTextSecondary,
  })[tone];

/** Text whose color shows how serious it is. */
export function ToneText({ tone, style, ...props }: ComponentProps<'span'> & { tone: Tone }) {
  const { token } = theme.useToken();
  return <span {...props} style={{ color: toneColour(tone, token), ...style }} />;
}
