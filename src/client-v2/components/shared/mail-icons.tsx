import Icon from '@ant-design/icons';
import type { ComponentProps } from 'react';

type IconProps = Omit<ComponentProps<typeof Icon>, 'component' | 'ref'>;

const ARROW = 'M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7v1';
const strokes = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const Arrow = () => (
  <svg viewBox="0 0 24 24" width="1.15em" height="1.15em" {...strokes}>
    <path d={ARROW} />
  </svg>
);
const DoubleArrow = () => (
  <svg viewBox="0 0 24 24" width="1.15em" height="1.15em" {...strokes}>
    <path d="M7 6 2 11l5 5M12 6l-5 5 5 5M7 11h8a6 6 0 0 1 6 6v2" />
  </svg>
);
const Forward = () => (
  <svg viewBox="0 0 24 24" width="1.15em" height="1.15em" {...strokes}>
    <path d={ARROW} transform="matrix(-1 0 0 1 24 0)" />
  </svg>
);

/**
 * antd has no icons for replying and forwarding. They are shown next to their names, or in buttons that have
 * one.
 */
export const ReplyIcon = (props: IconProps) => <Icon component={Arrow} aria-hidden {...props} />;
export const ReplyAllIcon = (props: IconProps) => <Icon component={DoubleArrow} aria-hidden {...props} />;
export const ForwardIcon = (props: IconProps) => <Icon component={Forward} aria-hidden {...props} />;
