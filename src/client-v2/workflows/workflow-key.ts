interface Workflow {
  key?: string;
  config?: Record<string, unknown>;
}
type Canvas = { workflow?: Workflow | null } | undefined;

/** The workflow that is being edited: the form of a trigger and that of a node get it in different ways. */
export const workflowOf = (current: Workflow | undefined, canvas: Canvas): Workflow | undefined =>
  current?.key === undefined ? (canvas?.workflow ?? undefined) : current;

/** Its key, which all of its versions share. */
export const workflowKeyOf = (current: Workflow | undefined, canvas: Canvas): string | undefined =>
  workflowOf(current, canvas)?.key;
