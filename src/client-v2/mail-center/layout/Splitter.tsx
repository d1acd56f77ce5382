import { css } from '@emotion/css';
import { theme } from 'antd';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useT } from '../../locale';

const STEP = 16;

export interface SplitterProps {
  /** The dimension of the preceding pane to resize: panes are side by side, or one above the other. */
  of: 'width' | 'height';
  size: number;
  min: number;
  max: number;
  onSize(size: number): void;
}

/** The border between two panes. It can be dragged or moved with the arrow keys (ARIA: window splitter). */
export function Splitter({ of, size, min, max, onSize }: SplitterProps) {
  const t = useT();
  const { token } = theme.useToken();
  const [dragging, setDragging] = useState(false);
  const isWidth = of === 'width';
  const clamp = (value: number) => Math.min(max, Math.max(min, value));
  const className = css`
    position: relative;
    flex: none;
    ${of}: 1px;
    background: ${token.colorBorderSecondary};
    cursor: ${isWidth ? 'col-resize' : 'row-resize'};
    touch-action: none;
    &::after {
      content: '';
      position: absolute;
      z-index: 2;
      inset-block: ${isWidth ? 0 : '-4px'};
      inset-inline: ${isWidth ? '-4px' : 0};
    }
    &:hover,
    &:focus-visible,
    &[data-dragging='true'] {
      background: ${token.colorPrimary};
      outline: none;
    }
  `;
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const at = ({ clientX, clientY }: { clientX: number; clientY: number }) =>
      isWidth ? rtl * clientX : clientY;
    const start = at(event);
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    setDragging(true);
    target.onpointermove = (move) => onSize(clamp(size + at(move) - start));
    target.onpointerup = () => {
      target.onpointermove = null;
      setDragging(false);
    };
  };
  const press = (event: KeyboardEvent) => {
    const [less, more] = isWidth ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    onSize(clamp(size + (event.key === more ? STEP : -STEP)));
  };
  return (
    <div
      className={className}
      role="separator"
      aria-orientation={isWidth ? 'vertical' : 'horizontal'}
      aria-label={isWidth ? t('Width of the list') : t('Height of the list')}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      data-dragging={dragging}
      onPointerDown={drag}
      onKeyDown={press}
    />
  );
}
