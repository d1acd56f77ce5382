import type { DragEvent, ReactNode } from 'react';

/** Keeps what is dragged over a dialog from what is behind it, and a dropped file from replacing the page. */
export function NoDrop({ children }: { children: ReactNode }) {
  return (
    // It takes no room itself.
    <span
      style={{ display: 'contents' }}
      onDragEnter={stop}
      onDragOver={stop}
      onDragLeave={stop}
      onDrop={stop}
    >
      {children}
    </span>
  );
}

function stop(event: DragEvent): void {
  event.stopPropagation();
  if (event.dataTransfer.types.includes('Files')) event.preventDefault();
}
