import { css } from '@emotion/css';
import { theme } from 'antd';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useT } from '../../locale';

const STEP = 16;

export interface SplitterProps {
  width: number;
  min: number;
  max: number;
  onWidth(width: number): void;
}

/** The border between two panes, which can be dragged, or moved by the arrow keys (ARIA: window splitter). */
export function Splitter({ width, min, max, onWidth }: SplitterProps) {
  const t = useT();
  const { token } = theme.useToken();
  const [dragging, setDragging] = useState(false);
  const clamp = (value: number) => Math.min(max, Math.max(min, value));
  const className = css`
    position: relative;
    flex: none;
    width: 1px;
    background: ${token.colorBorderSecondary};
    cursor: col-resize;
    touch-action: none;
    &::after {
      content: '';
      position: absolute;
      z-index: 2;
      inset-block: 0;
      inset-inline: -4px;
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
    const start = { x: event.clientX, width };
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    setDragging(true);
    target.onpointermove = (move) => onWidth(clamp(start.width + rtl * (move.clientX - start.x)));
    target.onpointerup = () => {
      target.onpointermove = null;
      setDragging(false);
    };
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onWidth(clamp(width + (event.key === 'ArrowRight' ? STEP : -STEP)));
  };
  return (
    <div
      className={className}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('Width of the list')}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      data-dragging={dragging}
      onPointerDown={drag}
      onKeyDown={press}
    />
  );
}
