import { Button, Tooltip, type ButtonProps } from 'antd';
import { createContext, forwardRef, useContext, type ReactNode } from 'react';

/** Which button Tab leads to; the arrow keys move between them (ARIA Authoring Practices, toolbar). */
export const RovingFocus = createContext<{ current: string; onFocus(name: string): void }>({
  current: '',
  onFocus: () => undefined,
});

interface Props extends Omit<ButtonProps, 'name' | 'type'> {
  name: string;
  label: string;
  /** Shown in the tooltip: `B` for Ctrl+B or ⌘B. */
  shortcut?: string;
  icon: ReactNode;
  /** For buttons that turn something on and off. */
  pressed?: boolean;
  /** Something is set that the button's menu would change. */
  active?: boolean;
  /** No tooltip, because what it would cover is open. */
  quiet?: boolean;
}

const isMac = (): boolean => /mac/i.test(navigator.userAgent);

/** `Shift+7` as people read it on their keyboard. */
function keysOf(shortcut: string): string {
  return isMac() ? `⌘${shortcut.replace('Shift+', '⇧').replace('Alt+', '⌥')}` : `Ctrl+${shortcut}`;
}

/** A button of the editor's toolbar, with a tooltip that names its shortcut. */
export const ToolButton = forwardRef<HTMLButtonElement, Props>(function ToolButton(
  { name, label, shortcut, pressed, active = pressed, quiet = false, onFocus, ...button },
  ref,
) {
  const roving = useContext(RovingFocus);
  const title = shortcut ? `${label} (${keysOf(shortcut)})` : label;
  return (
    <Tooltip title={quiet ? undefined : title} mouseEnterDelay={0.5}>
      <Button
        {...button}
        ref={ref}
        type={active ? 'default' : 'text'}
        size="small"
        data-tool={name}
        tabIndex={roving.current === name ? 0 : -1}
        aria-label={label}
        aria-pressed={pressed}
        onFocus={(event) => {
          roving.onFocus(name);
          onFocus?.(event);
        }}
        // Keeps the selection when the button is clicked.
        onMouseDown={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
});
