import type { OperationView } from '../../../../common';

/** Whether a send waits for a time that its writer chose, at least `margin` milliseconds from now. */
export const isScheduled = ({ state, notBefore }: OperationView, margin = 0): boolean =>
  state === 'pending' && notBefore != null && Date.parse(notBefore) > Date.now() + margin;
