import type { GlobalToken } from 'antd';
import type { ItemHeights } from './list-items';

export type Density = 'comfortable' | 'compact';
export type PreviewLines = 0 | 1 | 2;

/** How someone wants the list to look. */
export interface ListView {
  density: Density;
  /** Lines of text; a compact row shows the preview after the subject. */
  preview: PreviewLines;
}

export const DEFAULT_VIEW: ListView = { density: 'comfortable', preview: 1 };
export const DENSITIES: readonly Density[] = ['comfortable', 'compact'];
export const PREVIEW_LINES: readonly PreviewLines[] = [0, 1, 2];

/** Parses a stored view. Anything invalid is replaced by its default. */
export function parseView(text: string | null): ListView {
  const [density, preview] = (text ?? '').split(' ');
  return {
    density: DENSITIES.find((each) => each === density) ?? DEFAULT_VIEW.density,
    preview: PREVIEW_LINES.find((each) => String(each) === preview) ?? DEFAULT_VIEW.preview,
  };
}

export const formatView = ({ density, preview }: ListView): string => `${density} ${preview}`;

export interface RowMetrics extends ItemHeights {
  /** Height of a line with the sender or subject, in pixels. */
  line: number;
  /** Height of a line in small type. */
  small: number;
  /** Padding above and below. */
  padding: number;
}

/**
 * Returns heights derived from the theme's font sizes. They are the same for every row, so none has to be
 * measured.
 */
export function rowMetrics({ density, preview }: ListView, token: GlobalToken): RowMetrics {
  const line = Math.round(token.fontSize * 1.45);
  const small = Math.round(token.fontSizeSM * 1.5);
  const compact = density === 'compact';
  const padding = compact ? Math.round(token.fontSize * 0.4) : Math.round(token.fontSize * 0.55);
  const lines = compact ? line : 2 * line + preview * small;
  return { line, small, padding, row: lines + 2 * padding, heading: small + (compact ? 8 : 14) };
}
