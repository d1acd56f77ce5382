import type { LabelView } from '../../../common';
import { useLabels } from '../../components/labels/LabelsProvider';
import { isLabelList, labelListOf, viewOf, type LabelList, type ViewName } from '../data/views';

export interface OpenView {
  view: ViewName | LabelList | undefined;
  /** The label that the view is about, once known. */
  label: LabelView | undefined;
}

/** Returns the list over all accounts that is named in the URL. A label that was deleted has none. */
export function useOpenView(folderId: string | null): OpenView {
  const { list, loading, failure } = useLabels();
  const view = viewOf(folderId);
  if (!isLabelList(view)) return { view, label: undefined };
  const label = list.find(({ id }) => labelListOf(id) === view);
  const isUnknown = !label && !loading && failure === undefined;
  return { view: isUnknown ? undefined : view, label };
}
