import type { InputRef } from 'antd';
import { useEffect, useRef, type RefObject } from 'react';

/** Returns the ref of the text field that has the focus when the dialog around it opens, unless `takesFocus` is false. */
export function useDialogFocus(takesFocus = true): RefObject<InputRef> {
  const input = useRef<InputRef>(null);
  useEffect(() => {
    if (!takesFocus) return;
    // A dialog takes the focus once it is open, which is later than `autoFocus`.
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [takesFocus]);
  return input;
}
