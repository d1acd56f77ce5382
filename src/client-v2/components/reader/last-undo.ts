type Undo = () => Promise<void>;

let last: Undo | null = null;

/** Remembers how to undo the latest change, replacing the one before. */
export function rememberUndo(undo: Undo): void {
  last = undo;
}

/** Forgets a change that can no longer be undone. */
export function forgetUndo(undo: Undo): void {
  if (last === undo) last = null;
}

/** Undoes the latest change if possible, and only once. */
export async function undoLast(): Promise<void> {
  const undo = last;
  last = null;
  await undo?.();
}
