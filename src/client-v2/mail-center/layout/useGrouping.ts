import { useStoredChoice } from './useStoredChoice';

/** Whether messages are listed and read by conversation, which the browser remembers. */
export function useGrouping(): { grouped: boolean; setGrouped(on: boolean): void } {
  const [grouped, setGrouped] = useStoredChoice('conversations', ['on', 'off'] as const);
  return { grouped: grouped === 'on', setGrouped: (on) => setGrouped(on ? 'on' : 'off') };
}
