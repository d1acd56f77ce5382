import { css } from '@emotion/css';
import { theme } from 'antd';
import { useRef, useState, type DragEvent } from 'react';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Accepts files dropped anywhere on the composer, except those the editor has already taken (pictures). */
export function useFileDrop(onFiles: (files: File[]) => void) {
  const { token } = theme.useToken();
  const [over, setOver] = useState(false);
  // Children raise enter and leave events too, so the pointer is outside once both have occurred equally
  // often.
  const depth = useRef(0);
  const end = () => {
    depth.current = 0;
    setOver(false);
  };
  const handlers = {
    onDragEnter(event: DragEvent) {
      if (!holdsFiles(event)) return;
      depth.current += 1;
      setOver(true);
    },
    onDragLeave(event: DragEvent) {
      if (!holdsFiles(event)) return;
      depth.current -= 1;
      if (depth.current <= 0) end();
    },
    onDragOver(event: DragEvent) {
      if (holdsFiles(event)) event.preventDefault();
    },
    onDropCapture: end,
    onDrop(event: DragEvent) {
      if (!holdsFiles(event) || event.isDefaultPrevented()) return;
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    },
  };
  const overlayClass = css`
    position: absolute;
    inset: ${token.marginXS}px;
    z-index: 2;
    display: grid;
    place-items: end center;
    padding-bottom: 72px;
    border: 2px dashed ${token.colorPrimary};
    border-radius: ${token.borderRadiusLG}px;
    color: ${token.colorPrimary};
    font-size: ${token.fontSizeLG}px;
    pointer-events: none;
  `;
  return { over, handlers, overlayClass };
}
