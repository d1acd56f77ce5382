/** Where messages are read if there is room: next to the list, below it, or in its place. */
export const READING_PANES = ['right', 'below', 'off'] as const;
export type ReadingPane = (typeof READING_PANES)[number];
