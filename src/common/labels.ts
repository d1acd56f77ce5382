import type { Id } from './types';

/** Maximum number of labels per user. */
export const MOST_LABELS = 200;
/** Maximum number of labels that a request adds or removes. */
export const MOST_LABELS_AT_ONCE = 20;
/** Maximum characters of a label's name. */
export const LONGEST_LABEL_NAME = 60;

/** The colors to choose from, named as antd's presets. */
export const LABEL_COLORS = [
  ...(['red', 'volcano', 'orange', 'gold', 'lime', 'green'] as const),
  ...(['cyan', 'blue', 'geekblue', 'purple', 'magenta', 'default'] as const),
] as const;
export type LabelColor = (typeof LABEL_COLORS)[number];

/** What a label is made of. */
export interface LabelInput {
  /** No two of a user's labels have the same name, whatever the case. Contains no `"`, so that `label:"…"` finds it. */
  name: string;
  color: LabelColor;
}

/** A label of the caller's. Nobody else sees it, or knows which messages have it. */
export interface LabelView extends LabelInput {
  id: Id;
}

/** Which labels to add to messages and which to remove. */
export interface LabelChange {
  add: Id[];
  remove: Id[];
}

/** What a change of labels has really changed, so that it can be undone. */
export interface LabelledView {
  /** For each label, the messages that got it and those that lost it. */
  changed: Array<{ labelId: Id; added: Id[]; removed: Id[] }>;
}

/** A name as it's compared: case, and the width of characters, make no difference. */
export const labelKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
