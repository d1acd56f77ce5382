import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { keptScroll, startsOf, type ItemHeights, type Laid, type ListItem } from './list-items';

/** Items rendered above and below the visible ones. */
const OVERSCAN = 8;

export interface ListWindow {
  /** Height of the whole list, in pixels. */
  height: number;
  /** Index of the last visible item. */
  last: number;
  /** The items to render and their positions. The heading of the visible items stays at the top. */
  shown: Array<{ index: number; start: number; sticky: boolean }>;
}

export interface ListWindowInput {
  scroller: RefObject<HTMLElement>;
  items: ListItem[];
  heights: ItemHeights;
  /** Key of the focused row. It is always rendered, and scrolled to when it changes. */
  focused: string | null;
}

/**
 * Tracks the visible part of a list. All rows have the same height, so nothing has to be measured and a list
 * of any length can be scrolled anywhere.
 */
export function useListWindow({ scroller, items, heights, focused }: ListWindowInput): ListWindow {
  const starts = useMemo(() => startsOf(items, heights), [items, heights]);
  const focusedIndex = useMemo(
    () => (focused === null ? -1 : items.findIndex(({ kind, key }) => kind === 'row' && key === focused)),
    [items, focused],
  );
  const headingOf = useCallback(
    (index: number) => {
      const item = items.at(index);
      return item?.kind === 'row' ? item.heading : index;
    },
    [items],
  );
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[items[index].kind],
    // A new function triggers a new layout, because the item at an index may have a different height now.
    getItemKey: useCallback((index: number) => `${heights.row} ${items[index].key}`, [items, heights]),
    overscan: OVERSCAN,
    scrollPaddingStart: heights.heading,
    rangeExtractor: useCallback(
      (range: Range) => {
        const wanted = new Set([headingOf(range.startIndex), ...defaultRangeExtractor(range)]);
        if (focusedIndex >= 0) wanted.add(focusedIndex);
        return [...wanted].sort((a, b) => a - b);
      },
      [headingOf, focusedIndex],
    ),
  });

  const laid = useRef<Laid>();
  useLayoutEffect(() => {
    const before = laid.current;
    laid.current = { items, starts };
    const element = scroller.current;
    // At the very top, new items should come into view.
    if (!before || !element || element.scrollTop <= 0) return;
    const top = keptScroll(before, laid.current, element.scrollTop);
    if (top !== null && top !== element.scrollTop) element.scrollTop = top;
  }, [items, starts, scroller]);

  const latest = useRef({ focusedIndex, virtualizer });
  useLayoutEffect(() => {
    latest.current = { focusedIndex, virtualizer };
  });
  useEffect(() => {
    if (focused !== null && latest.current.focusedIndex >= 0)
      latest.current.virtualizer.scrollToIndex(latest.current.focusedIndex, { align: 'auto' });
  }, [focused]);

  const top = headingOf(virtualizer.range?.startIndex ?? 0);
  return {
    height: virtualizer.getTotalSize(),
    last: virtualizer.range?.endIndex ?? 0,
    shown: virtualizer.getVirtualItems().map(({ index, start }) => ({ index, start, sticky: index === top })),
  };
}
