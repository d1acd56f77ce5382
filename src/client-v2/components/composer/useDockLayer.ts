import { useEffect, useState } from 'react';

/** What can cover the page. Closed dialogs and drawers may stay in the document. */
const DIALOGS = '.ant-modal-wrap';
const DRAWERS = '.ant-drawer';

const layerOf = (element: Element): number => Number(getComputedStyle(element).zIndex) || 0;
const isShown = (element: Element): boolean =>
  (element as HTMLElement).offsetParent !== null || element.getClientRects().length > 0;
const shown = (selector: string, own: string): Element[] =>
  [...document.querySelectorAll(selector)].filter(
    (element) => isShown(element) && !element.querySelector(`.${own}`),
  );

/**
 * Returns the composers' z-index. They are above drawers and above the dialogs they were opened from, because
 * people reply to a message next to it. They are below every dialog that opens later, such as the host's "App
 * stopped", and below its menus.
 * `base` is antd's lowest layer, `opened` changes with each composer that opens, and `own` is the class of
 * the composers' own dialogs.
 */
export function useDockLayer(base: number, opened: number, own: string): number {
  const [layer, setLayer] = useState(base);
  useEffect(() => {
    const under = new Set(shown(DIALOGS, own));
    const look = () => {
      const dialogs = shown(DIALOGS, own);
      const below = [...shown(DRAWERS, own), ...dialogs.filter((dialog) => under.has(dialog))];
      const above = dialogs.filter((dialog) => !under.has(dialog)).map(layerOf);
      // A dialog that was closed and opens again counts as opened later.
      for (const dialog of under) if (!dialogs.includes(dialog)) under.delete(dialog);
      const wanted = Math.max(base, ...below.map((element) => layerOf(element) + 1));
      setLayer(Math.min(wanted, ...above.map((other) => other - 1)));
    };
    look();
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true });
    // Elements that stay in the document while closed appear and disappear with an animation.
    const events = ['animationstart', 'animationend', 'transitionend', 'focusin'] as const;
    for (const event of events) document.addEventListener(event, look);
    return () => {
      observer.disconnect();
      for (const event of events) document.removeEventListener(event, look);
    };
  }, [base, opened, own]);
  return layer;
}
