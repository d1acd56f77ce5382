export { MailFrame, type MailFrameProps } from './MailFrame';
export { MessageReader, type MessageReaderProps } from './MessageReader';
export { Composer, type ComposerProps } from './Composer';
export { ComposerHost } from './ComposerHost';
export { openComposer } from './composer-store';
export type { ComposerInit } from './composer-init';
export { useUndoToast } from './useUndoToast';
export { confirmRemoval } from './confirm-removal';
export { FILED, type Filing } from './filing';
