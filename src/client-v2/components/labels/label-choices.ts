import { labelKey, LONGEST_LABEL_NAME, type Id, type LabelInput, type LabelView } from '../../../common';

/** Whether a label is on all, some or none of several messages. */
export type LabelState = 'all' | 'some' | 'none';

/** `on`: the labels of each message. */
export function labelState(label: LabelView, on: ReadonlyArray<readonly Id[]>): LabelState {
  const count = on.filter((ids) => ids.some((id) => String(id) === String(label.id))).length;
  if (count === 0) return 'none';
  return count === on.length ? 'all' : 'some';
}

/** Returns a typed name as it may be stored: a quotation mark would end the name in `label:"…"`. */
export const labelName = (typed: string): string =>
  typed.replaceAll('"', '').replace(/\s+/gu, ' ').trim().slice(0, LONGEST_LABEL_NAME).trim();

/** Returns the label with this name, whatever the case. */
export function labelNamed(labels: readonly LabelView[], name: string): LabelView | undefined {
  const wanted = labelKey(name);
  return labels.find((label) => labelKey(label.name) === wanted);
}

/** Returns the labels that match a typed text: first those whose names begin with it. */
export function matchingLabels<T extends LabelInput>(labels: readonly T[], typed: string): T[] {
  const text = labelName(typed).toLowerCase();
  const place = ({ name }: T) => name.toLowerCase().indexOf(text);
  return labels
    .filter((label) => place(label) >= 0)
    .sort((a, b) => Math.min(place(a), 1) - Math.min(place(b), 1));
}
