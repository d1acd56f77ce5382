import type { Id, LabelChange, LabelledView, LabelView } from '../../../common';

/** A label that was added or removed. */
export interface Labelling {
  label: LabelView;
  add: boolean;
}

/** Returns the messages that a label was added to or removed from. */
export const changedBy = ({ label, add }: Labelling, { changed }: LabelledView): Id[] =>
  changed
    .filter(({ labelId }) => String(labelId) === String(label.id))
    .flatMap(({ added, removed }) => (add ? added : removed));

/** Returns what to send to add or remove a label. */
export const changeOf = ({ label, add }: Labelling): LabelChange => ({
  add: add ? [label.id] : [],
  remove: add ? [] : [label.id],
});
