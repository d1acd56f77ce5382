import { useContext, useEffect } from 'react';
import { highlight } from './highlight';
import { HitsContext } from './HitsContext';

/** Milliseconds after the last change, so that a text that arrives step by step is searched once. */
const PAUSE = 100;

/** Keeps the searched words marked in an element while its content changes. */
export function useHighlight(root: Element | null): void {
  const find = useContext(HitsContext);
  useEffect(() => {
    if (!root || !find) return;
    let unmark = highlight(root, find);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        unmark();
        unmark = highlight(root, find);
      }, PAUSE);
    });
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      unmark();
    };
  }, [root, find]);
}
